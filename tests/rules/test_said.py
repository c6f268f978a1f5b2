"""What notices say, in words that no phrase book has: at a cut, over a page, and in a text's place."""

from __future__ import annotations

import pytest

from harness import judge
from harness.core.model import State

LINES = (
    "The ferry left the harbour at dawn with forty people on board, among them the mayor and two of her children.",
    "Nobody had expected the wind to turn so early, and the captain asked everybody to go below and to sit down.",
    "By noon the island could be seen, a grey line that grew a church and later a lighthouse and a row of houses.",
)
CUT = "".join(
    f"<p>{line}</p>" for line in (*LINES, "What the mayor found in the old customs house on the quay was …")
)
HEAD = '<!doctype html><html lang=en><title>The ferry</title><meta property="og:type" content="article">'


def page(body: str, *, style: str = "") -> State:
    return judge(f"{HEAD}<body{style}><main><h1>The ferry</h1>{body}</main></body></html>").state


@pytest.mark.parametrize(
    ("rule", "words", "state"),
    [
        (
            "paywall/said_at_cut",
            "Fancy the other two thirds? From 2 euros a week you get it all.",
            State.PAYWALL,
        ),
        (
            "adblock_wall/below_text",
            "Your ad blocker hides this story. Switch it off and read on.",
            State.ADBLOCK_WALL,
        ),
    ],
)
def test_a_notice_at_a_cut_names_its_reason(rule: str, words: str, state: State) -> None:
    """The same words below a whole text are the site's own advertising."""
    assert page(f"{CUT}<div><p>{words}</p></div>") is state
    whole = "".join(f"<p>{line}</p>" for line in LINES * 2)
    assert page(f"{whole}<aside><p>Get the paper from 2 euros a week.</p></aside>") is State.FULL


@pytest.mark.parametrize(
    ("rule", "words", "state"),
    [
        (
            "not_found/said_instead",
            "There is nothing at this address any more, it was taken down.",
            State.NOT_FOUND,
        ),
        ("geo_block/said_instead", "Sorry, this content is not available in your country.", State.GEO_BLOCK),
        (
            "maintenance/said_instead",
            "We are carrying out maintenance and will be back soon.",
            State.MAINTENANCE,
        ),
        ("app_error/said_instead", "Something went wrong on our side. Please try again.", State.APP_ERROR),
    ],
)
def test_a_page_of_a_few_words_is_what_it_says(rule: str, words: str, state: State) -> None:
    """In whatever words; a page with a text is not asked."""
    assert judge(f"<title>Note</title><h1>Note</h1><p>{words}</p>").state is state
