"""Verdicts that come with a picture: the page is judged as always, and drawn with what the verdict rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harness.capture import Capture, Screenshot
    from harness.model import Verdict
    from harness.observation import Observation, Questions
    from harness.sources.page import Page


def draw_static(page: Page) -> Verdict:
    """The verdict of the static engine (for a scraper's text: of the text alone), with a drawing.

    Args:
        page: a page with ``html``.
    """
    from harness.observe.static import observe
    from harness.observe.text import observe_text
    from harness.rules import questions

    html = page.html or b""
    if page.text:
        text = html if isinstance(html, str) else html.decode("utf-8", "replace")
        return _drawn(observe_text(text, url=page.url), page.target)
    headers = {name.lower(): value for name, value in page.headers.items()}
    seen = observe(html, url=page.url, status=page.status, headers=headers, questions=questions())
    return _drawn(seen, page.target)


def draw_rendered(capture: Capture, target: str) -> Verdict:
    """The verdict of the browser engine, with a drawing and the screenshot that was taken."""
    from harness.observe.rendered import observe

    return _drawn(observe(capture), target, capture.screenshot)


def questions_with_aim() -> Questions:
    """What the rules ask, with the wish for a screenshot of the place that decides the verdict."""
    from harness.rules import questions

    return replace(questions(), aim=_aim)


def _aim(capture: Capture) -> float:
    """The page is judged for this before its picture is taken: only then is it known where to look."""
    from harness.report.picture import where_to_look

    verdict = draw_rendered(capture, "")
    return where_to_look(verdict.picture, verdict, float(capture.answer["viewport"][1]))


def _drawn(page: Observation, target: str, screenshot: Screenshot | None = None) -> Verdict:
    from harness.judge import ask_all, decide
    from harness.reading import read
    from harness.report.picture import picture_of

    reading = read(page)
    verdict = decide(reading, tuple(ask_all(reading)), target)
    return replace(verdict, picture=picture_of(reading, verdict, screenshot))
