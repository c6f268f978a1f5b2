"""Manuals and long reads: a lead, a list of what comes, then the text in sections of their own."""

from __future__ import annotations

from harness.observe.static import observe
from harness.reading import read

SENTENCE = "The winch is greased before the first boat of the day, and again when the tide has turned. "
LEAD = "<div class=preamble><h1>The winch</h1><p>This page tells how the winch of the ferry is kept in order.</p>"
LISTED = (
    "<div class=related><h2>Related</h2><ul>"
    + "<li><a href=/x>Another winch of the yard</a></li>" * 6
    + "</ul></div>"
)


def sections(count: int, words: int = 4) -> str:
    return "".join(
        f"<div class=section><h2>Step {n}</h2><p>{SENTENCE * words}</p></div>" for n in range(count)
    )


def words(html: str) -> int:
    return read(observe(f"<!doctype html><html lang=en><body>{html}</body></html>")).article.words


def test_a_list_below_a_lead_ends_no_text() -> None:
    """The sections below it are the text, although they are set otherwise than the lead."""
    assert words(f"{LEAD}</div>{LISTED}{sections(8)}") > 400


def test_a_list_below_a_text_ends_it_where_other_pieces_follow() -> None:
    """Teasers and other articles below are set in boxes of their own."""
    text = f"<p>{SENTENCE * 5}</p>" * 3

    assert words(f"{LEAD}{text}</div>{LISTED}{sections(3)}") < 300


def test_a_lead_that_breaks_off_above_a_list_is_all_there_is() -> None:
    cut = "<p>The chain of the winch is looked at by the mate, and where a link is worn it is …</p>"

    assert words(f"{LEAD}{cut}</div>{LISTED}{sections(8)}") < 60


def test_another_headline_below_the_list_is_another_article_s() -> None:
    assert words(f"{LEAD}<p>{SENTENCE}</p></div>{LISTED}<h1>The anchor</h1>{sections(8)}") < 60
