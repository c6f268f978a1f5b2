"""Live pages: may we, whose turn is it, how often is the page asked, and with what in hand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from harness.manners.again import load_politely
from harness.manners.fetch import Opener, Unreachable, fetch
from harness.manners.hosts import Hosts, RobotsFiles
from harness.manners.manners import Manners, robots_name
from harness.manners.robots import MAX_BYTES, Robots, Ruling
from harness.model import Advice, Retry, Verdict
from harness.secrets import Redactor, secrets_of_address
from harness.session.session import Session, secrets_of_storage
from harness.sources.page import Page

ROBOTS_SECONDS = 10.0
"""How long a site may take to give its robots.txt."""


@dataclass(frozen=True, slots=True)
class Once:
    """What one load of a page gave.

    Args:
        verdict: the verdict.
        storage: cookies and local storage as the page left them, or ``None`` when they cannot be had.
        left: the same, or as much of it as is known, for what no output may show.
    """

    verdict: Verdict
    storage: Mapping[str, Any] | None = field(default=None, repr=False)
    left: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """What all visits to a page gave.

    Args:
        visits: a verdict each; one only, where the page could not be asked.
        remark: what the reader should know about how it was looked at, or empty.
    """

    visits: tuple[Verdict, ...]
    remark: str = ""


class LivePages:
    """Looks at live pages with one session and one set of manners.

    Args:
        session: what pages are asked with.
        manners: how politely.
        timeout: seconds that one load may take.
        load: loads a page once, with a session, in so many seconds, and judges it.
        refuse: the verdict on a page that is not loaded: of a page, a code and a detail.
        opener: what robots.txt is fetched with.
    """

    def __init__(
        self,
        session: Session,
        manners: Manners,
        *,
        timeout: float,
        load: Callable[[Page, Session, float], Awaitable[Once]],
        refuse: Callable[[Page, str, str], Verdict],
        opener: Opener,
    ) -> None:
        self._session = session
        self._manners = manners
        self._timeout = timeout
        self._load = load
        self._refuse = refuse
        self._opener = opener
        self._hosts = Hosts(manners)
        self._robots = RobotsFiles(self._robots_file, robots_name(session.user_agent))

    async def look(self, page: Page, visits: int = 1) -> Seen:
        """The verdict on each of ``visits`` visits: the first with the session as given, each later one with
        what the one before left in the profile."""
        url = page.url or ""
        host = self._hosts.at(url)
        # What stands in the page's own path is no secret: cookies also hold what was read last.
        path = urlsplit(url).path
        hidden = [secret for secret in self._session.secrets() if secret not in path]
        redactor = Redactor([*hidden, *secrets_of_address(url)])
        if self._manners.robots:
            ruling = await self._robots.ruling(url)
            host.slow_to(ruling.delay)
            if not ruling.allowed:
                return Seen((redactor.verdict(self._closed(page, ruling)),))
        session = self._session
        verdicts: list[Verdict] = []
        remarks: list[str] = []
        for _ in range(visits):
            visit = _Visit(self._load, page, session)
            loaded = await load_politely(visit.once, host, self._manners, timeout=self._timeout)
            if visit.storage is not None:
                session = replace(session, storage=visit.storage)
            redactor = redactor.knowing(secret for secret in visit.secrets if secret not in path)
            verdicts.append(redactor.verdict(loaded.verdict))
            if loaded.remark:
                remarks.append(loaded.remark)
        return Seen(tuple(verdicts), "; ".join(remarks))

    def _closed(self, page: Page, ruling: Ruling) -> Verdict:
        if ruling.unreadable:
            return self._refuse(page, "robots-unreadable", ruling.line)
        verdict = self._refuse(page, "robots", ruling.line)
        return replace(verdict, retry=Retry(Advice.NEEDS_ACTION))

    async def _robots_file(self, url: str) -> Robots:
        agent = self._session.user_agent or self._manners.suffix
        try:
            got = await fetch(url, self._opener, user_agent=agent, most=MAX_BYTES, seconds=ROBOTS_SECONDS)
        except Unreachable:
            return Robots(None)
        return Robots(got.status, got.body.decode("utf-8", "replace"))


class _Visit:
    """One visit: loads the page, and keeps what the profile holds after it."""

    def __init__(
        self, load: Callable[[Page, Session, float], Awaitable[Once]], page: Page, session: Session
    ) -> None:
        self._load = load
        self._page = page
        self._session = session
        self.storage: Mapping[str, Any] | None = None
        self.secrets: set[str] = set()

    async def once(self, seconds: float) -> Verdict:
        got = await self._load(self._page, self._session, seconds)
        self.storage = got.storage
        self.secrets.update(secrets_of_storage(got.left))
        return got.verdict
