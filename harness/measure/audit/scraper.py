"""Scrapers under test: what the user names, made into something that can be started.

trafilatura            a built-in adapter (a module of ``harness/audit/adapters``)
package.module:name    a Python function, sync or async
scraper.py:name        the same, in a file
'node scrape.mjs'      a command: HTML on its stdin, text or JSON on its stdout
'fetch.sh {url}'       a command that loads the page itself, from our loopback server
mine=package.new:name  any of these under a name of your own
"""

from __future__ import annotations

import json
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from harness.core.errors import UsageError, did_you_mean
from harness.measure.audit import adapters
from harness.measure.audit.answer import Ended
from harness.measure.audit.reply import from_output

STARTS_WITHIN = 60.0
"""Seconds a scraper may take to be imported."""

MOZILLA = "mozilla-readability"
_NODE_WORKER = Path(adapters.__file__).with_name("mozilla_readability.cjs")
_FUNCTION = re.compile(r"(?:[\w./\\-]+\.py|[A-Za-z_][\w.]*):[A-Za-z_][\w.]*")
_NAMED = re.compile(r"([A-Za-z][\w .@-]{0,30})=(.+)", re.S)


class Wants(StrEnum):
    """What a scraper is handed."""

    TEXT = "text"
    BYTES = "bytes"
    URL = "url"


class Output(StrEnum):
    """What a command promises on its stdout."""

    AUTO = "auto"
    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Scraper:
    """A scraper that can be started.

    Args:
        name: what reports call it.
        argv: the program and its arguments.
        worker: it keeps running and speaks the worker's protocol; else it is started once a page.
        wants: what it is handed.
        output: what it promises on stdout (commands).
        about: for people: its version and how it is called.
    """

    name: str
    argv: tuple[str, ...]
    worker: bool = True
    wants: Wants = Wants.TEXT
    output: Output = Output.AUTO
    about: str = ""


def builtin_names() -> list[str]:
    """The names of the built-in adapters."""
    found = (info.name.replace("_", "-") for info in pkgutil.iter_modules(adapters.__path__))
    return sorted([*found, MOZILLA])


def find_scrapers(words: Iterable[str], *, output: Output = Output.AUTO) -> tuple[Scraper, ...]:
    """The scrapers that ``words`` name, each found, imported and asked what it wants.

    Args:
        words: as described at the top of this module.
        output: what commands promise on their stdout.

    Raises:
        UsageError: one cannot be found or imported, or two have the same name.
    """
    scrapers = [_named(word, output) for word in words]
    names = [scraper.name for scraper in scrapers]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UsageError(f"two scrapers are called {twice!r}; name one of them: other={twice}")
    with ThreadPoolExecutor(4) as pool:
        return tuple(pool.map(_introduced, scrapers))


def _named(word: str, output: Output) -> Scraper:
    match = _NAMED.fullmatch(word.strip())
    name, what = (match[1].strip(), match[2].strip()) if match else ("", word.strip())
    found = _found(what, output)
    return replace(found, name=name) if name else found


def _found(what: str, output: Output) -> Scraper:
    if not what:
        raise UsageError("a scraper's name is empty")
    if what == MOZILLA:
        node = shutil.which("node")
        if node is None:
            raise UsageError(f"{MOZILLA} runs in node, which is not installed")
        return Scraper(what, (node, str(_NODE_WORKER)))
    if what in builtin_names():
        module = f"{adapters.__name__}.{what.replace('-', '_')}"
        return Scraper(what, (*_PYTHON_WORKER, f"{module}:extract"))
    if _FUNCTION.fullmatch(what):
        return Scraper(what.rpartition("/")[2], (*_PYTHON_WORKER, what))
    return _command(what, output)


_INTERPRETERS = ("python", "node", "deno", "bun", "ruby", "perl", "php", "bash", "sh", "java")
_PYTHON_WORKER = (sys.executable, "-m", "harness.measure.audit.worker")


def _command(what: str, output: Output) -> Scraper:
    try:
        argv = shlex.split(what)
    except ValueError as error:
        raise UsageError(f"scraper {what!r}: the command cannot be read ({error})") from error
    program = shutil.which(argv[0]) if argv else None
    if program is None:
        hint = did_you_mean(what, builtin_names()) if len(argv) == 1 else ""
        end = hint or "; name a command, module:function, or one of " + ", ".join(builtin_names())
        raise UsageError(f"scraper {what!r}: there is no such command or folder{end}")
    wants = Wants.URL if any("{url}" in part for part in argv) else Wants.BYTES
    about = f"command: {what}"
    return Scraper(_short(argv), (program, *argv[1:]), False, wants, output, about)


def _short(argv: Sequence[str]) -> str:
    """``node --quiet scrape.mjs {url}`` is called ``scrape.mjs``."""
    program = Path(argv[0]).name
    if not program.startswith(_INTERPRETERS):
        return program
    script = next((part for part in argv[1:] if part[:1] != "-" and Path(part).suffix), program)
    return Path(script).name


def _introduced(scraper: Scraper) -> Scraper:
    """The scraper with what it says of itself when it is started and ended at once."""
    if not scraper.worker:
        return _keeps_promise(scraper)
    try:
        started = subprocess.run(
            scraper.argv, input=b"", capture_output=True, timeout=STARTS_WITHIN, check=False
        )
    except subprocess.TimeoutExpired as error:
        why = f"it did not finish starting in {STARTS_WITHIN:g} s"
        raise UsageError(f"scraper {scraper.name!r}: {why}") from error
    said = _hello(started.stdout)
    if said is None:
        last = (started.stderr.decode("utf-8", "replace").strip().splitlines() or ["it said nothing"])[-1]
        raise UsageError(f"scraper {scraper.name!r} does not start: {last}")
    if "error" in said:
        raise UsageError(f"scraper {scraper.name!r}: {said['error']}")
    return replace(scraper, wants=Wants(said["wants"]), about=str(said.get("about", "")))


TRIAL = (
    '<!DOCTYPE html><html lang="en"><head><title>The ferry is back</title></head><body><article>'
    "<h1>The ferry is back</h1>"
    + "<p>The boat left the harbour at six in the morning, with forty passengers and one goat.</p>" * 6
    + "</article></body></html>"
)
"""The page that a command which promises JSON is tried on, before an audit begins."""


def _keeps_promise(scraper: Scraper) -> Scraper:
    """The command, tried on a small page where it promised JSON."""
    if scraper.output is not Output.JSON or scraper.wants is Wants.URL:
        return scraper
    try:
        tried = subprocess.run(
            scraper.argv, input=TRIAL.encode(), capture_output=True, timeout=STARTS_WITHIN, check=False
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise UsageError(f"scraper {scraper.name!r} does not answer: {error}") from error
    answer = from_output(tried.stdout, json_only=True)
    if answer.ended is Ended.DIED:
        raise UsageError(f"scraper {scraper.name!r}: {answer.detail}")
    return scraper


def _hello(output: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(output.splitlines()[0])
    except (ValueError, IndexError):
        return None
    return said if isinstance(said, dict) and ("wants" in said or "error" in said) else None


def names(scrapers: Sequence[Scraper]) -> list[str]:
    """What reports call them, in order."""
    return [scraper.name for scraper in scrapers]
