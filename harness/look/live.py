"""Live pages: may we, whose turn is it, how often is the page asked, and with what in hand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import urlsplit

from harness.core.model import Advice, Retry, Verdict
from harness.core.rulebook import Rulebook
from harness.core.secrets import Redactor, secrets_of_address
from harness.look.look import look_refused
from harness.look.looking import Looking
from harness.look.seen import Look
from harness.sources.page import Page
from harness.web.fetch import Streams, Unreachable, fetch
from harness.web.hosts import Hosts, RobotsFiles
from harness.web.manners import robots_name
from harness.web.retries import load_politely
from harness.web.robots import MAX_BYTES, Robots, Ruling
from harness.web.session import Session, secrets_of_storage
from harness.web.transient import code_of

Asks = Callable[[str], Awaitable[tuple[str, str] | None]]
"""Why an address is not to be asked for: a code and what is known beyond it; else ``None``."""

ROBOTS_SECONDS = 10.0
"""How long a site may take to give its robots.txt."""


class Loader(Protocol):
    """What loads a live page once, and judges it."""

    async def load(self, page: Page, session: Session, seconds: float, asks: Asks | None) -> Look:
        """One load, in so many seconds; the capture holds what the page left in the profile.

        ``asks`` is asked about each address that the page leads to before that is asked for.
        """

    async def connect(self, host: str, port: int) -> Streams:
        """A connection of the browser's own, for robots.txt."""


@dataclass(frozen=True, slots=True)
class Visits:
    """What all visits to a page gave.

    Args:
        looks: one a visit, secrets taken out of their verdicts; one only, where the page could not be asked.
        redactor: takes out of any other output what the session and the page keep secret.
        remark: what the reader should know about how it was looked at, or empty.
    """

    looks: tuple[Look, ...]
    redactor: Redactor
    remark: str = ""


class LivePages:
    """Looks at live pages with one session and one set of manners."""

    def __init__(self, how: Looking, loader: Loader) -> None:
        self._how = how
        self._loader = loader
        self._hosts = Hosts(how.manners, how.turns)
        self._robots = RobotsFiles(self._robots_file, robots_name(how.session.user_agent))

    async def look(self, page: Page) -> Visits:
        """A look for each visit: the first with the session as given, each later one with what the one before
        left in the profile."""
        how, url = self._how, page.url or ""
        host = self._hosts.at(url)
        # What stands in the page's own path is no secret: cookies also hold what was read last.
        path = urlsplit(url).path
        hidden = [secret for secret in how.session.secrets() if secret not in path]
        redactor = Redactor([*hidden, *secrets_of_address(url)])
        if how.manners.robots:
            ruling = await self._robots.ruling(url)
            host.slow_to(ruling.delay)
            if not ruling.allowed:
                return Visits((_redacted(_closed(page, ruling, how.rulebook), redactor),), redactor)
        session = how.session
        looks: list[Look] = []
        remarks: list[str] = []
        for _ in range(how.visits):
            visit = _Visit(self._loader, page, session, self._asks if how.manners.robots else None)
            loaded = await load_politely(visit.once, host, how.manners, timeout=how.timeout)
            assert visit.last is not None
            if visit.last.capture is not None and visit.last.capture.storage is not None:
                session = replace(session, storage=visit.last.capture.storage)
            redactor = redactor.knowing(secret for secret in visit.secrets if secret not in path)
            verdict = loaded.verdict
            if code_of(verdict) in ("private-address", "robots"):
                verdict = replace(verdict, retry=Retry(Advice.NEEDS_ACTION))
            looks.append(_redacted(replace(visit.last, verdict=verdict), redactor))
            if loaded.remark:
                remarks.append(loaded.remark)
        return Visits(tuple(looks), redactor, "; ".join(remarks))

    async def _asks(self, url: str) -> tuple[str, str] | None:
        ruling = await self._robots.ruling(url)
        self._hosts.at(url).slow_to(ruling.delay)
        return None if ruling.allowed else (_code(ruling), ruling.line)

    async def _robots_file(self, url: str) -> Robots:
        agent = self._how.session.user_agent or self._how.manners.suffix
        connect = self._loader.connect
        try:
            got = await fetch(url, connect, user_agent=agent, most=MAX_BYTES, seconds=ROBOTS_SECONDS)
        except Unreachable:
            return Robots(None)
        return Robots(got.status, got.body.decode("utf-8", "replace"))


def _closed(page: Page, ruling: Ruling, rulebook: Rulebook) -> Look:
    look = look_refused(page, _code(ruling), ruling.line, rulebook)
    if ruling.unreadable:
        return look
    return replace(look, verdict=replace(look.verdict, retry=Retry(Advice.NEEDS_ACTION)))


def _code(ruling: Ruling) -> str:
    return "robots-unreadable" if ruling.unreadable else "robots"


def _redacted(look: Look, redactor: Redactor) -> Look:
    return replace(look, verdict=redactor.verdict(look.verdict))


class _Visit:
    """One visit, of one load or several: keeps the last look, and what the profile held after each."""

    def __init__(self, loader: Loader, page: Page, session: Session, asks: Asks | None) -> None:
        self._loader = loader
        self._page = page
        self._session = session
        self._asks = asks
        self.last: Look | None = None
        self.secrets: set[str] = set()

    async def once(self, seconds: float) -> Verdict:
        self.last = await self._loader.load(self._page, self._session, seconds, self._asks)
        capture = self.last.capture
        left: Mapping[str, Any] = (capture.storage if capture is not None else None) or {}
        self.secrets.update(secrets_of_storage(left))
        return self.last.verdict
