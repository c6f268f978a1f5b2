"""Looking at a page: an observation of it, read, judged and, where that was asked for, drawn."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from harness.core.errors import TargetError
from harness.core.model import Engine
from harness.core.rulebook import STANDARD, Rulebook
from harness.look.fingerprint import judged_by
from harness.look.picture import picture_of, where_to_look
from harness.look.seen import Look
from harness.observe.capture import Capture
from harness.observe.observation import Failure, Observation, Questions
from harness.observe.rendered import observe as observe_rendered
from harness.observe.static import observe as observe_static
from harness.observe.text import observe_text
from harness.reading import read
from harness.rules import questions
from harness.rules.decide import ask_all, decide
from harness.sources.page import Page


def look_at(
    seen: Observation,
    target: str,
    *,
    rulebook: Rulebook = STANDARD,
    capture: Capture | None = None,
    pictures: bool = False,
) -> Look:
    """The look that an observation makes.

    Raises:
        RuleError: a rule raised.
    """
    reading = read(seen, rulebook)
    verdict = decide(reading, tuple(ask_all(reading)), target)
    verdict = replace(
        verdict, consent=capture.consent if capture is not None else None, judged_by=judged_by(rulebook)
    )
    screenshot = capture.screenshot if capture is not None else None
    picture = picture_of(reading, verdict, screenshot) if pictures else None
    return Look(reading, verdict, capture, picture)


def look_static(page: Page, *, rulebook: Rulebook = STANDARD, pictures: bool = False) -> Look:
    """A look at HTML, or at a scraper's text, without a browser.

    Raises:
        TargetError: there is no HTML to read.
        RuleError: a rule raised.
    """
    if page.html is None:
        raise TargetError(page.target, "there is no HTML to read")
    if page.text:
        text = page.html if isinstance(page.html, str) else page.html.decode("utf-8", "replace")
        return look_at(observe_text(text, url=page.url), page.target, rulebook=rulebook, pictures=pictures)
    headers = {name.lower(): value for name, value in page.headers.items()}
    seen = observe_static(
        page.html,
        url=page.url,
        redirects=page.redirects,
        status=page.status,
        headers=headers,
        questions=questions(rulebook),
    )
    return look_at(seen, page.target, rulebook=rulebook, pictures=pictures)


def look_rendered(
    capture: Capture, target: str, *, rulebook: Rulebook = STANDARD, pictures: bool = False
) -> Look:
    """A look at what a browser brought, or at why it brought nothing.

    Raises:
        RuleError: a rule raised.
    """
    return look_at(observe_rendered(capture), target, rulebook=rulebook, capture=capture, pictures=pictures)


def look_refused(page: Page, code: str, detail: str, rulebook: Rulebook = STANDARD) -> Look:
    """The look at a page that is not loaded.

    Args:
        page: the page.
        code: why, a key of :data:`harness.browser.limits.CODES`.
        detail: what is known beyond it.
        rulebook: what it is judged by, all the same.
    """
    from harness.browser.limits import failure  # what is never loaded needs no browser

    return look_rendered(Capture(url=page.url, failure=failure(code, detail)), page.target, rulebook=rulebook)


def look_stopped(page: Page, failure: Failure, rulebook: Rulebook = STANDARD) -> Look:
    """The look at a page that could not be read: what read it was stopped."""
    engine = Engine.TEXT if page.text else Engine.STATIC
    seen = Observation(
        engine,
        url=page.url,
        final_url=page.url,
        redirects=page.redirects,
        status=page.status,
        failure=failure,
    )
    return look_at(seen, page.target, rulebook=rulebook)


def asked(rulebook: Rulebook = STANDARD, *, pictures: bool) -> Questions:
    """What the rules ask; with pictures, also for a screenshot of the place that decides the verdict."""
    known = questions(rulebook)
    return replace(known, aim=partial(_aim, rulebook)) if pictures else known


def _aim(rulebook: Rulebook, capture: Capture) -> float:
    """The page is judged for this before its picture is taken: only then is it known where to look."""
    look = look_rendered(capture, "", rulebook=rulebook, pictures=True)
    return where_to_look(look.picture, look.verdict, float(capture.answer["viewport"][1]))
