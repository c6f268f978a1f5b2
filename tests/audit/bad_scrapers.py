"""Scrapers that misbehave, each in its way; run by the audit in processes of their own."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from dataclasses import dataclass
from typing import Any


def good(html: str, url: str) -> str:
    """A well-behaved one."""
    return f"{url} {len(html)}"


def loops(html: str) -> str:
    """Never answers."""
    while True:
        time.sleep(0.01)


def eats(html: str) -> str:
    """Holds more and more memory."""
    held = []
    while True:
        held.append(bytearray(4 * 1024 * 1024))


def kills(html: str) -> str:
    """Takes its own process down."""
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def leaves(html: str) -> str:
    """Ends the interpreter."""
    sys.exit(3)


def prints(html: str) -> str:
    """Writes a lot to stdout, which is not where its answer goes."""
    for _ in range(64):
        sys.stdout.write("x" * 1024 * 1024)
    os.write(1, b"and past Python, too\n")
    return "answer"


def returns_too_much(html: str) -> str:
    """Answers with a text that nobody can want."""
    return "x" * (8 * 1024 * 1024)


def raises(html: str) -> str:
    """Says itself that it failed."""
    raise ValueError("no article here")


def lacks(html: str) -> str:
    """Needs a package that is not there, and says so when it is too late."""
    import no_such_package  # type: ignore[import-not-found]

    return str(no_such_package)


def sometimes(html: str) -> str:
    """Dies on some pages only."""
    if "die" in html:
        os._exit(1)
    return str(os.getpid())


async def waits(html: str) -> str:
    """An async one."""
    await asyncio.sleep(0)
    return "waited"


@dataclass
class Article:
    """An answer with fields."""

    text: str
    flags: list[str]


def with_flags(html: str) -> Article:
    """Answers with an object."""
    return Article("some text", ["paywall"])


def number(html: str) -> Any:
    """Answers with something that is no text."""
    return 42


def takes_bytes(html: bytes) -> str:
    """Is given bytes."""
    return type(html).__name__


NOT_A_FUNCTION = 1
