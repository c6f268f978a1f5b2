"""Signals to verdict: one visible table of precedence, and what follows from the state."""

from __future__ import annotations

import email.utils
import logging
import threading
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from harness.core.clean import clean
from harness.core.errors import RuleRaised
from harness.core.model import (
    RETRY,
    Advice,
    ArticleFacts,
    Content,
    Note,
    Retry,
    Signal,
    State,
    TextSource,
    Verdict,
)
from harness.core.rulebook import STANDARD, Rulebook
from harness.observe.observation import Observation
from harness.reading import Reading, read
from harness.rules import Rule, worth_asking
from harness.rules.match import excerpt, see
from harness.rules.rule import has

PRECEDENCE: tuple[State, ...] = (
    # no page at all, or a refusal of the whole page
    State.LOAD_ERROR,
    State.RATE_LIMITED,
    State.GEO_BLOCK,
    State.BLOCKED,
    State.MAINTENANCE,
    State.SERVER_ERROR,
    State.PARKED,
    State.NOT_FOUND,
    State.REDIRECTED,
    # walls and errors that stand in the page's place
    State.CONSENT_WALL,
    State.ADBLOCK_WALL,
    State.APP_ERROR,
    # what cuts the article; a free account is enough where both are offered
    State.REGISTRATION_WALL,
    State.PAYWALL,
    State.LOGIN_WALL,
    # shells
    State.JS_REQUIRED,
    State.EMPTY,
    # page 1 of N of a thread or list is a page of another kind, with the cut in ``also``
    State.NOT_ARTICLE,
    State.TRUNCATED,
    State.FULL,
)
"""Of the states that decisive signals speak for, the first one here is the verdict's."""

_CUT = frozenset(
    {State.TRUNCATED, State.PAYWALL, State.REGISTRATION_WALL, State.LOGIN_WALL, State.ADBLOCK_WALL}
)
_WALLS = frozenset({State.PAYWALL, State.REGISTRATION_WALL})
_ERRORS = frozenset({State.SERVER_ERROR, State.APP_ERROR})
_SAID_ALREADY: Mapping[State, frozenset[State]] = {
    State.BLOCKED: _ERRORS,
    State.RATE_LIMITED: _ERRORS,
    State.GEO_BLOCK: _ERRORS,
    State.SERVER_ERROR: frozenset({State.APP_ERROR}),
}
"""A refusal that is sent as an error, or in an error's words, is no second failure."""

_BY_STATUS: Mapping[int | None, State] = {402: State.PAYWALL}
"""A status that says it all: its body tells how to pay, as a page, in a refusal's words or in JSON."""

_EXCLUSIVE = frozenset({State.FULL, State.NOT_ARTICLE, State.EMPTY})
"""States that never hold beside another."""

_TOLD: set[str] = set()
_TELLING = threading.Lock()

MIN_PARTIAL = 12
"""Words of main text from which a cut page gives a part of it."""

MIN_LEAD = 20
"""The same beside an error in place of the rest, or a sign-in form: their own sentences are shorter."""


MIN_HIDDEN = 60
"""Hidden words from which they are a text: labels and menus have fewer."""


def judge_observation(
    page: Observation,
    *,
    target: str = "",
    rules: Iterable[Rule] | None = None,
    rulebook: Rulebook = STANDARD,
) -> Verdict:
    """The verdict on an observation.

    Args:
        page: what an engine saw.
        target: what the user named, for the verdict.
        rules: the rules to ask; ``None``: all of the rulebook.
        rulebook: the rules, and the words that the page is read by.

    Raises:
        RuleRaised: a rule raised, and that is to be an error (``--strict``).
    """
    reading = read(page, rulebook)
    return decide(reading, tuple(ask_all(reading, rules)), target)


def ask_all(
    reading: Reading, rules: Iterable[Rule] | None = None, *, strict: bool | None = None
) -> Iterable[Signal]:
    """The signals of all rules; none stops another.

    A rule that raises is left out, and said so by a signal of its own (:attr:`Note.RULE_FAILED`).

    Args:
        reading: the page.
        rules: the rules to ask; ``None``: all of the rulebook that the page was read by.
        strict: a rule that raises is an error; ``None``: as the rulebook says.

    Raises:
        RuleRaised: a rule raised, and that is to be an error.
    """
    there = has(reading)
    for rule in worth_asking(there, reading.rulebook) if rules is None else rules:
        needs = rule.when.needs
        if needs is not None and there.isdisjoint(needs):
            continue
        try:
            evidence = rule.when(reading)
        except Exception as error:  # a rule is anybody's, and costs no verdict
            why = clean(f"raised {type(error).__name__}: {error}")
            if reading.rulebook.strict if strict is None else strict:
                raise RuleRaised(rule.id, why) from error
            yield _failed(rule, why)
            continue
        if evidence:
            yield Signal(rule.id, rule.state, rule.decisive, evidence, rule.beside)


def _failed(rule: Rule, why: str) -> Signal:
    tell_failed(rule.id, why)
    return Signal(rule.id, Note.RULE_FAILED, True, see("rule", why), beside=True)


def tell_failed(rule: str, why: str) -> None:
    """Say that a rule was left out: on stderr, or wherever the program logs to, and only once."""
    with _TELLING:
        if rule in _TOLD:
            return
        _TOLD.add(rule)
    logging.getLogger("harness").warning("harness: rule %s %s; it was left out", rule, excerpt(why))


def decide(reading: Reading, signals: tuple[Signal, ...], target: str = "") -> Verdict:
    """The verdict that ``signals`` make."""
    state = _state(signals, reading.page.status)
    also = _also(state, signals)
    content = _content(state, also, reading)
    whole = reading.hides_rest or not {State.TRUNCATED, Note.SCRAMBLED_TEXT}.isdisjoint(also)
    if state in _WALLS and content is Content.PARTIAL and not whole:
        # the rest is not behind the wall on this page: it was not sent
        also = tuple(sorted((*also, State.TRUNCATED), key=str))
    page = reading.page
    agree = tuple(s for s in signals if s.state == state or s.state in also)
    return Verdict(
        target=target,
        url=page.url,
        final_url=page.final_url,
        status=page.status,
        title=page.title,
        lang=page.lang,
        engine=page.engine,
        state=state,
        content=content,
        also=also,
        retry=_retry(state, page),
        article=_facts(content, reading),
        signals=agree,
        despite=tuple(s for s in signals if s not in agree),
    )


def _state(signals: tuple[Signal, ...], status: int | None) -> State:
    decided = {s.state for s in signals if s.decisive and not s.beside}
    if (by_status := _BY_STATUS.get(status)) in decided:
        return by_status
    return next((state for state in PRECEDENCE if state in decided), State.UNKNOWN)


def _also(state: State, signals: tuple[Signal, ...]) -> tuple[State | Note, ...]:
    found: dict[State | Note, None] = {}
    for signal in signals:
        if signal.state == state or signal.state in _EXCLUSIVE:
            continue
        if signal.state in _SAID_ALREADY.get(state, ()):
            continue
        if signal.state is Note.PAYWALL_OFFER and state in _WALLS:
            continue  # there it is the wall itself; the note tells of an offer that cuts nothing
        if signal.decisive:
            found[signal.state] = None
    return tuple(sorted(found, key=str))


def _content(state: State, also: tuple[State | Note, ...], reading: Reading) -> Content:
    if state is State.UNKNOWN:
        return Content.UNKNOWN
    if state is State.FULL:
        return Content.COMPLETE
    if state is State.NOT_ARTICLE:
        return Content.PARTIAL if State.TRUNCATED in also else Content.COMPLETE
    if (state is State.LOGIN_WALL or reading.page.status in _BY_STATUS) and (
        reading.article.words < MIN_LEAD or not (reading.promise.article or reading.article.semantic)
    ):
        return Content.NONE
    if state in _CUT and reading.article.words >= MIN_PARTIAL:
        return Content.PARTIAL
    if state is State.APP_ERROR and reading.article.words >= MIN_LEAD:
        return Content.PARTIAL
    if state is State.LOAD_ERROR and reading.article.words >= 30:
        return Content.PARTIAL
    return Content.NONE


def _facts(content: Content, reading: Reading) -> ArticleFacts:
    article, promise = reading.article, reading.promise
    gone = content is Content.NONE
    return ArticleFacts(
        words=0 if gone else article.words,
        expected_words=promise.words,
        text_source=_text_source(content, reading),
        first="" if gone else _clip(article.first),
        last="" if gone else _clip(article.last, end=True),
    )


def _text_source(content: Content, reading: Reading) -> TextSource:
    article, promise = reading.article, reading.promise
    if content is Content.UNKNOWN:
        return TextSource.UNKNOWN
    if content is Content.COMPLETE:
        return TextSource.VISIBLE
    gated = any(part.hidden >= MIN_HIDDEN and part.hidden > part.shown for part in reading.gated)
    if reading.hides_rest or gated or (content is Content.NONE and article.hidden_words >= MIN_HIDDEN):
        return TextSource.HIDDEN
    if (
        promise.body_words
        and promise.body_words >= max(80, 1.5 * article.words)
        and (promise.body_shown or 0) < 0.6
    ):
        return TextSource.STRUCTURED_DATA
    if reading.undrawn is not None:
        return TextSource.STRUCTURED_DATA
    return TextSource.ABSENT


def _clip(text: str, end: bool = False) -> str:
    if len(text) <= 120:
        return text
    return "…" + text[-119:].lstrip() if end else text[:119].rstrip() + "…"


def _retry(state: State, page: Observation) -> Retry:
    advice = RETRY[state]
    after = page.headers.get("retry-after") if advice in (Advice.LATER, Advice.TRANSIENT) else None
    return Retry(advice, _seconds(after, page.headers.get("date")) if after else None)


def _seconds(after: str, date: str | None) -> float | None:
    """Seconds of a Retry-After header: a number, or a date counted from the response's own date."""
    if after.strip().isascii() and after.strip().isdigit():  # "²" is a digit, too, and no number
        return float(after)
    try:
        until = email.utils.parsedate_to_datetime(after)
        since = email.utils.parsedate_to_datetime(date) if date else datetime.now(UTC)
    except (TypeError, ValueError):
        return None
    if until.tzinfo is None or since.tzinfo is None:
        return None
    return max(0.0, (until - since).total_seconds())
