"""A Scrapy downloader middleware: every response with its verdict, and what is none of an article kept away.

    DOWNLOADER_MIDDLEWARES = {"harness.scrapy.HarnessMiddleware": 540}

In a spider, ``response.meta["harness"]`` is the :class:`harness.Verdict`; an address that Scrapy was redirected
from is the one that was asked for. Settings:

    HARNESS_DROP = ["paywall", "consent_wall"]       drop such responses: the spider does not see them
    HARNESS_RETRY = ["app_error", "server_error"]    try such requests again, as often as RETRY_TIMES says
    HARNESS_INCOMPLETE = "keep"                      or "drop": all that is not the whole page
                                                     or "articles_only": all that is not a whole article
    HARNESS_MAX_INCOMPLETE = "5%"                    close the spider when more pages are incomplete (or a number)
    HARNESS_MAX_INCOMPLETE_AFTER = 100               a share is held against nothing before so many pages
    HARNESS_RULES = ["my_rules"]                     rules of the project's own, as in [tool.harness]; likewise
                                                     HARNESS_PHRASES, HARNESS_WORDINGS and HARNESS_STRICT

A home page or a list is a whole page and no article: with ``"drop"`` a spider still sees them, to follow their links.
A request with ``meta={"harness": False}`` is left alone. With a number below 550 it sees what Scrapy's own
retries, redirects and decompression have left.
What is dropped is told in the log. A spider that is closed has the reason ``harness_max_incomplete``.
Statistics: ``harness/state/<state>``, ``harness/dropped/<state>``, ``harness/retried/<state>``, ``harness/incomplete``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response, TextResponse
from scrapy.utils.defer import deferred_from_coro

from harness.core.errors import UsageError, did_you_mean
from harness.core.model import State, Verdict
from harness.core.rulebook import STANDARD, Rulebook
from harness.core.threshold import MostIncomplete
from harness.look.judge import judge
from harness.look.response import plain_headers
from harness.rules import read_all

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

META = "harness"
"""Where the verdict stands in ``response.meta``."""

CLOSED = "harness_max_incomplete"
"""Why a spider was closed, as Scrapy's ``finish_reason``."""

INCOMPLETE: dict[str, Callable[[Verdict], bool]] = {
    "keep": lambda verdict: True,
    "drop": lambda verdict: verdict.complete,
    "articles_only": lambda verdict: verdict.whole_article,
}
"""What the values of ``HARNESS_INCOMPLETE`` let pass."""


class PageDropped(IgnoreRequest):
    """A response was dropped for its state; ``errback`` receives it.

    Args:
        verdict: why.
    """

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(f"harness: {verdict.state} at {verdict.url}")
        self.verdict = verdict


class HarnessMiddleware:
    """Judges every HTML response; drops or retries by state.

    Args:
        crawler: the crawler it works for.
        drop: states that are dropped.
        retry: states that are tried again.
        incomplete: a key of :data:`INCOMPLETE`.
        most: how many pages may be incomplete; ``None``: any.
        rulebook: the rules, phrases and wordings that responses are judged by.
    """

    def __init__(
        self,
        crawler: Crawler,
        drop: frozenset[State],
        retry: frozenset[State],
        incomplete: str,
        most: MostIncomplete | None,
        rulebook: Rulebook = STANDARD,
    ) -> None:
        self._crawler = crawler
        self._most = most
        self._least_pages = crawler.settings.getint("HARNESS_MAX_INCOMPLETE_AFTER", 100)
        self._judged = self._incomplete = 0
        self._closing = False
        retried = crawler.settings.getlist("RETRY_HTTP_CODES")
        self._scrapy_retries = (
            frozenset(map(int, retried)) if crawler.settings.getbool("RETRY_ENABLED") else frozenset()
        )
        self._drop = drop
        self._retry = retry
        self._keeps = INCOMPLETE[incomplete]
        self._rulebook = rulebook

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings.

        Raises:
            UsageError: a setting is wrong; the message names it and the crawl does not start.
            RuleError: a rule of the project's own is malformed.
            PhraseError: a phrase file of the project's own is.
        """
        incomplete = crawler.settings.get("HARNESS_INCOMPLETE", "keep")
        if incomplete not in INCOMPLETE:
            known = ", ".join(map(repr, INCOMPLETE))
            raise UsageError(f"HARNESS_INCOMPLETE must be one of {known}, not {incomplete!r}")
        drop, retry = (_states(crawler, name) for name in ("HARNESS_DROP", "HARNESS_RETRY"))
        name = "HARNESS_MAX_INCOMPLETE"
        written = crawler.settings.get(name)
        most = MostIncomplete.read(str(written), name) if written is not None else None
        return cls(crawler, drop, retry, incomplete, most, read_all(_rulebook(crawler)))

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Put the verdict into ``response.meta``; drop or retry where the settings say so.

        Raises:
            PageDropped: the response is dropped.
        """
        if request.meta.get(META) is False or not isinstance(response, TextResponse):
            return response
        verdict = _verdict(request, response, self._rulebook)
        self._count(f"harness/state/{verdict.state}")
        if verdict.state in self._retry and response.status not in self._scrapy_retries:
            again = self._again(request, verdict)
            if again is not None:
                self._count(f"harness/retried/{verdict.state}")
                return again
        request.meta[META] = verdict
        self._hold_against_most(verdict)
        if verdict.state in self._drop or not self._keeps(verdict):
            self._count(f"harness/dropped/{verdict.state}")
            logger.info(
                "Dropped %(request)s: %(state)s",
                {"request": request, "state": verdict.state.value},
                extra={"spider": self._crawler.spider},
            )
            raise PageDropped(verdict)
        return response

    def _hold_against_most(self, verdict: Verdict) -> None:
        """Count a page that is not tried again, and close the spider when too many are incomplete."""
        self._judged += 1
        if not verdict.complete:
            self._incomplete += 1
            self._count("harness/incomplete")
        most = self._most
        if most is None or self._closing or (most.of_hundred and self._judged < self._least_pages):
            return
        if most.exceeded(self._incomplete, self._judged):
            self._closing = True
            logger.error("Closing spider: %s", most.told(self._incomplete, self._judged))
            self._close()

    def _close(self) -> None:
        engine, spider = self._crawler.engine, self._crawler.spider
        if spider is None:  # as in no crawl
            return
        if (closing := getattr(engine, "close_spider_async", None)) is not None:
            deferred_from_coro(closing(reason=CLOSED))
        else:  # before Scrapy 2.14
            engine.close_spider(spider, CLOSED)

    def _again(self, request: Request, verdict: Verdict) -> Request | None:
        spider = self._crawler.spider
        if spider is None:  # as in no crawl
            return None
        return get_retry_request(request, spider=spider, reason=f"harness: {verdict.state}")

    def _count(self, name: str) -> None:
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value(name)


def _verdict(request: Request, response: TextResponse, rulebook: Rulebook) -> Verdict:
    passed = request.meta.get("redirect_urls", [])
    return judge(
        response.body,
        url=passed[0] if passed else response.url,
        final_url=response.url,
        history=passed,
        status=response.status,
        headers=plain_headers(response.headers),
        rulebook=rulebook,
    )


def _rulebook(crawler: Crawler) -> Rulebook:
    try:
        return Rulebook.of(
            rules=crawler.settings.getlist("HARNESS_RULES"),
            phrases=crawler.settings.getlist("HARNESS_PHRASES"),
            wordings=crawler.settings.getlist("HARNESS_WORDINGS"),
            strict=crawler.settings.getbool("HARNESS_STRICT"),
        )
    except UsageError as error:
        raise UsageError(f"Scrapy's settings: {error}") from error


def _states(crawler: Crawler, setting: str) -> frozenset[State]:
    names = crawler.settings.getlist(setting)
    known = [state.value for state in State]
    for name in names:
        if name not in known:
            raise UsageError(f"{setting}: there is no state {name!r}{did_you_mean(str(name), known)}")
    return frozenset(State(name) for name in names)
