"""What a site's ``robots.txt`` says about one address, and the line that says it.

Read by Protego, as search engines read it (RFC 9309): a file that is not there (4xx) closes nothing, one that
the server fails to give (5xx) closes everything until it can be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from protego import Protego

MAX_BYTES = 512 * 1024
"""How much of the file counts; RFC 9309 asks for 500 KiB at least."""

SLOWEST = 30.0
"""Longest ``Crawl-delay`` that is kept, in seconds: some files ask for days."""

_RULE = re.compile(r"\s*(dis)?allow\s*:\s*([^#]*)", re.IGNORECASE)
_TRIED = 50


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the file says of one address.

    Args:
        allowed: it may be loaded.
        line: the line that closes it, for people; empty when it is open.
        unreadable: it counts as closed only because the file cannot be read just now.
        delay: seconds to leave between two loads, 0 where nothing is asked.
    """

    allowed: bool = True
    line: str = ""
    unreadable: bool = False
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Robots:
    """A site's ``robots.txt`` as it came.

    Args:
        status: its HTTP status, or ``None`` when nobody answered: then the page itself will tell more.
        text: what it holds.
    """

    status: int | None
    text: str = ""

    def ruling(self, url: str, name: str) -> Ruling:
        """What it says about ``url`` to whoever goes by ``name``."""
        if self.status is not None and self.status >= 500:
            return Ruling(False, f"robots.txt answered {self.status}", True)
        if self.status is None or not 200 <= self.status < 300:
            return Ruling()
        rules = _parsed(self.text)
        delay = min(rules.crawl_delay(name) or 0.0, SLOWEST)
        if rules.can_fetch(url, name):
            return Ruling(delay=delay)
        return Ruling(False, closing_line(self.text, url, name), delay=delay)


@lru_cache(maxsize=64)
def _parsed(text: str) -> Protego:
    return Protego.parse(text)


def closing_line(text: str, url: str, name: str) -> str:
    """The line without which ``url`` would be open to ``name``: ``Disallow: /archive/ (line 12)``.

    Protego does not tell which rule decided, so that candidates are taken away, the longest first.
    """
    lines = text.splitlines()
    rules = [(n, m[2].strip()) for n, line in enumerate(lines) if (m := _RULE.match(line)) and m[1]]
    closing = [(n, path) for n, path in rules if path and not _open(f"User-agent: *\nDisallow: {path}", url)]
    closing.sort(key=lambda rule: -len(rule[1]))
    for number, path in closing[:_TRIED]:
        if _open("\n".join([*lines[:number], *lines[number + 1 :]]), url, name):
            return f"Disallow: {path} (line {number + 1})"
    # Two lines say the same: without either it stays closed.
    return f"Disallow: {closing[0][1]} (line {closing[0][0] + 1})" if closing else "Disallow"


def _open(text: str, url: str, name: str = "*") -> bool:
    return bool(Protego.parse(text).can_fetch(url, name))
