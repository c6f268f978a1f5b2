"""Deadlines, budgets and the names of what goes wrong: nothing here waits for a browser without an end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, TypeVar

from playwright.async_api import Error as PlaywrightError

from harness.core.codes import CODES
from harness.observe.observation import Failure

T = TypeVar("T")


_NET: tuple[tuple[str, str], ...] = (
    ("ERR_NAME_NOT_RESOLVED", "dns"),
    ("ERR_NAME_RESOLUTION_FAILED", "dns"),
    ("ERR_DNS", "dns"),
    ("ERR_CERT", "tls"),
    ("ERR_SSL", "tls"),
    ("ERR_BAD_SSL", "tls"),
    ("ERR_TOO_MANY_REDIRECTS", "redirect-loop"),
    ("ERR_CONTENT_LENGTH_MISMATCH", "truncated-body"),
    ("ERR_INCOMPLETE_CHUNKED_ENCODING", "truncated-body"),
    ("ERR_CONTENT_DECODING", "truncated-body"),
    ("ERR_HTTP2_PROTOCOL_ERROR", "truncated-body"),
    ("ERR_TIMED_OUT", "timeout-connect"),
    ("ERR_CONNECTION_TIMED_OUT", "timeout-connect"),
    ("ERR_UNSAFE_REDIRECT", "refused"),
    ("ERR_INVALID_REDIRECT", "refused"),
    ("ERR_UNSAFE_PORT", "refused"),
    ("ERR_DISALLOWED_URL_SCHEME", "refused"),
    ("ERR_BLOCKED", "refused"),
    ("ERR_INVALID_URL", "refused"),
    ("ERR_INSUFFICIENT_RESOURCES", "memory"),
)


class Late(Exception):
    """A deadline of ours passed."""


class TabLost(Exception):
    """One tab cannot be used any more; its browser can.

    Args:
        code: what became of it, a key of :data:`CODES`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BrowserLost(Exception):
    """A whole browser process died or stopped answering: every tab in it is lost, guilty or not."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The budgets of one page. Times in seconds, sizes in bytes.

    Args:
        total: for everything, attempts included.
        load: until the document is parsed, before scripts are stopped.
        settle: for what scripts still bring to a saved page once it is parsed.
        looks: until the last look at whether a live page still moves; the others come at 1/6 and 4/9 of it.
        probe: for one run of the probe.
        salvage: for each step of getting an unresponsive page to answer.
        close: for closing a tab, before its browser is killed.
        document: decoded bytes of the document that are read.
        tags: start and end tags of the document that are read.
        navigations: loads of the main frame.
        frames: frames attached in all.
        dialogs: alerts and the like.
        popups: windows opened.
        requests: requests of a live page.
        traffic: decoded bytes of all that a live page loads.
        nodes: elements of the document.
        memory: resident memory of one renderer process.
    """

    total: float = 30.0
    load: float = 10.0
    settle: float = 1.5
    looks: float = 9.0
    probe: float = 5.0
    salvage: float = 2.0
    close: float = 3.0
    document: int = 8_000_000
    tags: int = 200_000
    navigations: int = 10
    frames: int = 200
    dialogs: int = 10
    popups: int = 20
    requests: int = 3_000
    traffic: int = 150_000_000
    nodes: int = 250_000
    memory: int = 1_200_000_000

    @classmethod
    def within(cls, total: float) -> Limits:
        """Budgets that fit into ``total`` seconds."""
        return cls(
            total=total,
            load=min(10.0, total / 3),
            settle=min(1.5, total / 6),
            looks=min(9.0, total * 0.3),
            probe=min(5.0, total / 4),
            salvage=min(2.0, total / 9),
        )


async def within(seconds: float, awaitable: Awaitable[T], lost: asyncio.Future[str] | None = None) -> T:
    """The result of ``awaitable``.

    Args:
        seconds: how long to wait.
        awaitable: anything that asks the browser.
        lost: resolves when there is no use in waiting any longer, with the reason's code.

    Raises:
        Late: the time is up.
        TabLost: ``lost`` came first.
        PlaywrightError: the browser refused.
    """
    task = asyncio.ensure_future(awaitable)
    waits: set[asyncio.Future[Any]] = {task} if lost is None else {task, lost}
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        if not task.done():
            task.add_done_callback(_forget)
            task.cancel()
    if task.done() and not task.cancelled():
        return task.result()
    if lost is not None and lost.done():
        raise TabLost(lost.result())
    raise Late


async def attempt(seconds: float, awaitable: Awaitable[object]) -> bool:
    """Whether ``awaitable`` came to a good end in ``seconds``: for clean-up, where a no has no remedy."""
    try:
        await within(seconds, awaitable)
    except (Late, PlaywrightError):
        return False
    return True


def _forget(task: asyncio.Future[Any]) -> None:
    """Take note of an abandoned call's exception, or asyncio reports it at exit."""
    if not task.cancelled():
        task.exception()


def failure(code: str, detail: str = "") -> Failure:
    """A failure with the sentence that belongs to ``code``, and what is known beyond it."""
    sentence = CODES[code]
    return Failure(code, f"{sentence} ({detail})" if detail else sentence)


def net_code(error: str) -> str:
    """The stable code for Chromium's ``net::ERR_…``."""
    return next((code for name, code in _NET if name in error), "network")
