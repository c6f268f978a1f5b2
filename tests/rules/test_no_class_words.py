"""Pages whose markup has no class words: what structure and words tell of comments, headlines and signatures."""

from __future__ import annotations

import pytest

from harness import State
from harness.observe.observation import Region
from harness.observe.static import observe
from harness.rules import questions
from harness.rules.decide import judge_observation

TEXT = "".join(
    f"<p>In the {nth} week the brothers moved the old press into the barn, swept the floor, and printed a page of the "
    "almanac that their grandfather had set and never finished before the war.</p>"
    for nth in ("first", "second", "third")
)
DATED = '<meta property="article:published_time" content="2026-03-11">'
PAGE = "<h1>An almanac finished after eighty years</h1><div>{text}</div><div>{below}</div>"


def look(html: str) -> State:
    """The state of ``html``."""
    return judge_observation(observe(html, questions=questions())).state


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>Comments (3)</h3>",
        "<h2>Kommentare</h2>",
        "<p>12 commentaires</p>",
        "<h4>Leave a reply</h4>",
        "<div>コメント</div>",
    ],
)
def test_what_stands_below_a_heading_for_comments_is_the_readers(heading: str) -> None:
    """What readers write cuts no article, and what the site asks of them is no wall."""
    said = (
        "<div><p>My aunt had one of these presses and we were never allowed to touch the thing, I still…</p></div>"
        "<div><p>Create a free account to read this and write your own.</p></div>"
    )

    assert look(DATED + PAGE.format(text=TEXT, below=heading + said)) is State.FULL
    assert look(DATED + PAGE.format(text=TEXT, below=said)) is not State.FULL


def test_a_label_for_comments_above_or_within_the_text_is_no_heading() -> None:
    """The text goes on in its own box below it."""
    above = observe(PAGE.format(text=f"<p>3 comments</p>{TEXT}", below=""))
    within = observe(PAGE.format(text=f"{TEXT}<p>Comments</p>{TEXT}", below=""))
    invited = observe(PAGE.format(text=TEXT, below=f"<h3>Join the conversation</h3><div>{TEXT}</div>"))

    assert all(b.region is not Region.COMMENTS for page in (above, within, invited) for b in page.blocks)


LINKS = "".join(
    f'<li><a href="/{n}">A line about another thing that the town did in the year number {n}</a></li>'
    for n in range(40)
)


def test_a_short_text_below_a_headline_is_an_article_among_many_links() -> None:
    """Paragraphs of one box; teasers stand in boxes of their own."""
    one = "<p>The press runs again, and the first page of the almanac is to be had at the barn door from noon.</p>"
    two = (
        "<p>It costs nothing, the brothers said, as their grandfather had been paid for it eighty years ago by a man "
        "who never came back.</p>"
    )

    assert look(PAGE.format(text=one + two, below=f"<ul>{LINKS}</ul>")) is State.FULL
    assert look(PAGE.format(text=one, below=f"<div>{two}</div><ul>{LINKS}</ul>")) is not State.FULL


@pytest.mark.parametrize("line", ["By Ada Minnow", "Von Ada Minnow", "Par Ada Minnow, le soir"])
def test_a_line_with_a_name_signs_a_text_of_many_boxes(line: str) -> None:
    """A guide built of boxes is an article when somebody signs it; "by the sea" signs nothing."""
    boxes = "".join(
        f"<div><p>Step {n} takes a morning: oil the rollers, set the line, pull the bar with both hands and let go.</p></div>"
        for n in range(8)
    )
    page = f"<h1>How to print on an old press</h1><div>{{}}</div><div>{boxes}</div>"

    assert look(page.format(line)) is State.FULL
    assert look(page.format("By the sea")) is State.NOT_ARTICLE


@pytest.mark.parametrize(
    "note",
    [
        "Subscribe to keep reading the comments.",
        "You have to log in to see the video.",
        "Create a free account to read all comments.",
    ],
)
def test_a_demand_for_the_comments_or_a_video_is_none_for_the_text(note: str) -> None:
    """What it names is a part of the page beside the text."""
    box = f"<section><p>{note}</p></section>"

    assert look(DATED + PAGE.format(text=TEXT, below=box)) is State.FULL
    assert look(
        DATED + PAGE.format(text=TEXT, below=box.replace("comments", "article").replace("video", "article"))
    ) in (
        State.PAYWALL,
        State.LOGIN_WALL,
        State.REGISTRATION_WALL,
    )
