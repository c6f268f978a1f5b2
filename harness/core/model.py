"""The product's words as frozen values: states, evidence, signals, verdicts.

Imports nothing of ours, so that every other module may import it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

SCHEMA = 1
"""Version of the verdict's JSON form; it rises when a field changes its meaning or goes."""

EXCERPT = 160
"""Longest excerpt of a page, in characters, that an evidence or a verdict carries."""


class State(StrEnum):
    """The primary reason why a reader does, or does not, get the whole article."""

    FULL = "full"
    TRUNCATED = "truncated"
    PAYWALL = "paywall"
    REGISTRATION_WALL = "registration_wall"
    LOGIN_WALL = "login_wall"
    CONSENT_WALL = "consent_wall"
    ADBLOCK_WALL = "adblock_wall"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    GEO_BLOCK = "geo_block"
    NOT_FOUND = "not_found"
    REDIRECTED = "redirected"
    APP_ERROR = "app_error"
    SERVER_ERROR = "server_error"
    MAINTENANCE = "maintenance"
    JS_REQUIRED = "js_required"
    EMPTY = "empty"
    PARKED = "parked"
    NOT_ARTICLE = "not_article"
    LOAD_ERROR = "load_error"
    UNKNOWN = "unknown"


class Note(StrEnum):
    """A true observation that never is a verdict's state, only in its ``also``."""

    CONSENT_BANNER = "consent_banner"
    MARKED_NOT_FREE = "marked_not_free"
    METER_NOTICE = "meter_notice"
    NEWSLETTER_BOX = "newsletter_box"
    PAYWALL_OFFER = "paywall_offer"
    SCRAMBLED_TEXT = "scrambled_text"
    TEXT_IN_JSONLD = "text_in_jsonld"
    LISTING_TEASERS = "listing_teasers"
    MENTIONS_TOPIC = "mentions_topic"
    UI_CHROME = "ui_chrome"
    ENCODING_SUSPECT = "encoding_suspect"
    RULE_FAILED = "rule_failed"


class Content(StrEnum):
    """How much of the main text a reader can see."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NONE = "none"
    UNKNOWN = "unknown"


class TextSource(StrEnum):
    """Where the main text is: shown, delivered but not shown, only in data, or not there."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    STRUCTURED_DATA = "structured_data"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class Advice(StrEnum):
    """What a collector should do about a page that is not complete."""

    NONE = "none"
    TRANSIENT = "transient"
    LATER = "later"
    NEEDS_ACTION = "needs_action"
    NEVER = "never"


class Engine(StrEnum):
    """What looked at the page."""

    BROWSER = "browser"
    STATIC = "static"
    TEXT = "text"


RETRY: dict[State, Advice] = {
    State.FULL: Advice.NONE,
    State.TRUNCATED: Advice.NONE,
    State.PAYWALL: Advice.NEEDS_ACTION,
    State.REGISTRATION_WALL: Advice.NEEDS_ACTION,
    State.LOGIN_WALL: Advice.NEEDS_ACTION,
    State.CONSENT_WALL: Advice.NEEDS_ACTION,
    State.ADBLOCK_WALL: Advice.NEEDS_ACTION,
    State.BLOCKED: Advice.LATER,
    State.RATE_LIMITED: Advice.LATER,
    State.GEO_BLOCK: Advice.NEVER,
    State.NOT_FOUND: Advice.NEVER,
    State.REDIRECTED: Advice.NEVER,
    State.APP_ERROR: Advice.TRANSIENT,
    State.SERVER_ERROR: Advice.TRANSIENT,
    State.MAINTENANCE: Advice.LATER,
    State.JS_REQUIRED: Advice.NONE,
    State.EMPTY: Advice.TRANSIENT,
    State.PARKED: Advice.NEVER,
    State.NOT_ARTICLE: Advice.NONE,
    State.LOAD_ERROR: Advice.TRANSIENT,
    State.UNKNOWN: Advice.NONE,
}
"""The retry column of the table of states."""

DEFINITIONS: dict[State, str] = {
    State.FULL: "the main text is complete as far as can be checked",
    State.TRUNCATED: "the main text is cut, and no demand for money or an account is seen as the reason",
    State.PAYWALL: "text is cut, hidden, scrambled or missing, and payment is demanded for the rest",
    State.REGISTRATION_WALL: "text is cut or hidden, and a free account, app or e-mail is demanded",
    State.LOGIN_WALL: "existing credentials are demanded instead of content",
    State.CONSENT_WALL: "no main text before a cookie or privacy choice",
    State.ADBLOCK_WALL: "a demand to switch an ad blocker off stands instead of the text",
    State.BLOCKED: "bot challenge, captcha interstitial, firewall refusal or robot check",
    State.RATE_LIMITED: "too many requests",
    State.GEO_BLOCK: "refused for the reader's region",
    State.NOT_FOUND: "404 or 410, also when served as 200; removed article",
    State.REDIRECTED: "a deep link that landed on the home page, a section or another article",
    State.APP_ERROR: "the application's own error in place of, or beside missing, main text",
    State.SERVER_ERROR: "5xx, gateway or database error page",
    State.MAINTENANCE: "stated planned downtime",
    State.JS_REQUIRED: "shell, spinner or 'enable JavaScript' without the main text",
    State.EMPTY: "nothing readable and no sign that scripts would bring it",
    State.PARKED: "domain for sale or hosting default page",
    State.NOT_ARTICLE: "a complete page of another kind (home, listing, product, forum, video, form)",
    State.LOAD_ERROR: "no page: DNS, TLS, timeout, hang, crash, truncated body, not HTML",
    State.UNKNOWN: "the evidence conflicts or is too little; never a guess",
}
"""What each state means, in one line for people."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact on the page, with the place to look for it.

    Args:
        where: the place, for people: ``visible .acme-offer``, ``after the article``, ``header x-paywall``.
        excerpt: what stands there, at most :data:`EXCERPT` characters; never text that the page hides.
        block: index of the observation's block it was seen in, where there is one (for drawing it).
    """

    where: str
    excerpt: str
    block: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule that fired.

    Args:
        rule: the rule's id, ``paywall/stop``.
        state: what the rule speaks for.
        decisive: direct evidence that can decide alone (else circumstantial).
        evidence: at least one fact.
        beside: the signal holds beside the article and never is the verdict's state.
    """

    rule: str
    state: State | Note
    decisive: bool
    evidence: tuple[Evidence, ...]
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Retry:
    """What to do next, and how many seconds to wait where the server said so."""

    advice: Advice
    after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """What became of a consent banner that was to be answered. By default none is.

    Args:
        asked: ``accept`` or ``reject``, as the user chose.
        tool: the banner's maker or rule by autoconsent's name; empty when no banner was found.
        done: the banner took the answer.
    """

    asked: str
    tool: str = ""
    done: bool = False

    def __str__(self) -> str:
        if self.done:
            return f"the consent banner ({self.tool}) was answered: {self.asked}"
        if self.tool:
            return f"the consent banner ({self.tool}) was found, and took no answer"
        return f"no consent banner was found to {self.asked}"


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """What made a verdict, so that stored verdicts can be compared.

    Args:
        harness: the version.
        rules: a short hash of everything that a verdict depends on: rules, phrases, models, how a page is read.
    """

    harness: str
    rules: str


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """The article in figures.

    Args:
        words: words a reader can see (for scripts without spaces: characters / 2).
        expected_words: words promised by the page's own data, or ``None``.
        text_source: where the main text is.
        first: its first words as shown, at most 120 characters.
        last: its last words as shown, at most 120 characters.
    """

    words: int
    expected_words: int | None
    text_source: TextSource
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What state a page is in, how much of the article is there, and why we think so.

    ``signals`` agree with the state or explain an ``also``; ``despite`` disagree. ``consent`` says what became
    of the page's consent banner where the user had it answered, ``judged_by`` what made the verdict.
    """

    target: str
    url: str | None
    final_url: str | None
    status: int | None
    title: str
    lang: str | None
    engine: Engine
    state: State
    content: Content
    also: tuple[State | Note, ...]
    retry: Retry
    article: ArticleFacts
    signals: tuple[Signal, ...]
    despite: tuple[Signal, ...]
    consent: Consent | None = None
    judged_by: JudgedBy | None = field(default=None, compare=False)

    @property
    def complete(self) -> bool:
        """Whether the reader gets the whole page, be it an article (state ``full``) or another kind of page.

        A home page is complete, too: what may be stored as an article is :attr:`whole_article`.
        """
        return self.state is State.FULL or (
            self.state is State.NOT_ARTICLE and self.content is Content.COMPLETE
        )

    @property
    def whole_article(self) -> bool:
        """Whether what is there may be stored as a whole article: state ``full``, and no other."""
        return self.state is State.FULL

    def to_json(self) -> dict[str, Any]:
        """The verdict as plain data in the published form (``harness/schema/verdict.schema.json``)."""
        return {
            "schema": SCHEMA,
            "target": self.target,
            "url": self.url,
            "final_url": self.final_url,
            "status": self.status,
            "title": self.title,
            "lang": self.lang,
            "engine": self.engine.value,
            "state": self.state.value,
            "content": self.content.value,
            "also": [a.value for a in self.also],
            "retry": {"advice": self.retry.advice.value, "after_s": self.retry.after_s},
            "article": {
                "words": self.article.words,
                "expected_words": self.article.expected_words,
                "text_source": self.article.text_source.value,
                "first": self.article.first,
                "last": self.article.last,
            },
            "signals": [_signal_json(s) for s in self.signals],
            "despite": [_signal_json(s) for s in self.despite],
            "consent": _consent_json(self.consent),
            "judged_by": _judged_by_json(self.judged_by),
        }


def _signal_json(signal: Signal) -> dict[str, Any]:
    return {
        "rule": signal.rule,
        "state": signal.state.value,
        "decisive": signal.decisive,
        "evidence": [{"where": e.where, "excerpt": e.excerpt} for e in signal.evidence],
    }


def _judged_by_json(judged_by: JudgedBy | None) -> dict[str, Any] | None:
    if judged_by is None:
        return None
    return {"harness": judged_by.harness, "rules": judged_by.rules}


def _consent_json(consent: Consent | None) -> dict[str, Any] | None:
    if consent is None:
        return None
    return {"asked": consent.asked, "tool": consent.tool or None, "done": consent.done}
