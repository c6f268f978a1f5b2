"""What tells a page of another kind from an article, and what must not."""

from __future__ import annotations

import pytest

from harness.core.model import Content, State, Verdict
from harness.observe.static import observe
from harness.rules import questions
from harness.rules._kinds import STAMP
from harness.rules.decide import judge_observation

PARAGRAPHS = [
    "The lamp went out at nine, and nobody in the house could say who had last filled it with oil that week.",
    "A neighbour came over with a candle and stayed for the soup, as he did whenever there was soup to be had.",
    "By morning the lamp was burning again, and the jug beside it was empty, and the cat was asleep on the sill.",
    "They asked around, and in the end it was the girl from the mill, who had been reading on the stairs all night.",
]
PROSE = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def look(html: str, **known: object) -> Verdict:
    """The static verdict on ``html``."""
    return judge_observation(observe(html, questions=questions(), **known))  # type: ignore[arg-type]


def fired(verdict: Verdict) -> set[str]:
    """The ids of all rules that fired."""
    return {signal.rule for signal in (*verdict.signals, *verdict.despite)}


@pytest.mark.parametrize(
    "root",
    [
        '<body class="home page-template">',
        '<body class="single-product">',
        '<html data-template="thread_view"><body>',
    ],
)
def test_a_system_s_word_on_the_root_tells_the_kind(root: str) -> None:
    """WordPress, shops and forums name a page's kind on its root."""
    assert look(f"{root}<h1>The lamp</h1>{PROSE}").state is State.NOT_ARTICLE


@pytest.mark.parametrize(
    "head",
    [
        '<body class="home single-post">',
        '<meta property="article:published_time" content="2026-11-02"><body class="archive">',
        '<body><div class="archive home">',
    ],
)
def test_the_same_words_beside_a_post_or_inside_the_page_say_nothing(head: str) -> None:
    """A post's own class, a date in the data, and class words of inner boxes keep the article an article."""
    assert look(f"{head}<h1>The lamp</h1>{PROSE}").state is State.FULL


@pytest.mark.parametrize(
    "text",
    [
        "14.02.2026 20:11",
        "2 March 1958",
        "March 2, 1958",
        "2026-03-02",
        "2 de marzo de 2026",
        "3 hours ago",
        "2026年3月2日",
    ],
)
def test_a_dateline_is_told_in_many_spellings(text: str) -> None:
    """Dates with their day, in figures and words."""
    assert STAMP.search(text)


@pytest.mark.parametrize("text", ["2026", "Chapter 3.2", "Room 12", "in March", "1 of 7", "version 2.10.3"])
def test_years_versions_and_numbers_are_no_dateline(text: str) -> None:
    """A number is no date."""
    assert not STAMP.search(text)


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://mill.example/tag/lamps/", "Lamps"),
        ("https://mill.example/shop", "Shop"),
        ("https://mill.example/lamps", "Lamps Archives - The Mill"),
        ("https://mill.example/?s=lamp", "Search results for lamp"),
    ],
)
def test_address_and_title_name_a_list(url: str, title: str) -> None:
    """A tag's address, a shop's, an archive's title."""
    verdict = look(f"<title>{title}</title><h1>The lamp</h1>{PROSE}", url=url)

    assert "not_article/address" in fired(verdict)


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://mill.example/category/rooms/the-lamp-went-out", "The lamp went out"),
        ("https://mill.example/shopping-for-lamps", "Shopping for lamps"),
        ("https://mill.example/the-archive-of-lamps", "In the archives of the lamp makers"),
    ],
)
def test_an_article_filed_under_such_words_is_one(url: str, title: str) -> None:
    """The word must be a step of its own near the end, or the title's formula."""
    assert "not_article/address" not in fired(
        look(f"<title>{title}</title><h1>The lamp</h1>{PROSE}", url=url)
    )


def test_one_labelled_field_under_a_headline_is_a_form_and_a_search_box_is_none() -> None:
    """A field with its label; the search field of a page without anything has none."""
    form = "<h1>Sign up for alerts</h1><form><label>Your e-mail address</label><input type=email><button>Send</button></form>"
    search = "<h1>Lamps and oil</h1><form><input type=search><button>Go</button></form>"

    assert "not_article/form" in fired(look(form))
    assert "not_article/form" not in fired(look(search))


@pytest.mark.parametrize(
    ("pages", "content"),
    [
        ("<li>Page 1 of 7</li>", Content.PARTIAL),
        ("<li><b>1</b></li><li><a href='?p=2'>2</a></li>", Content.PARTIAL),
        ("<li>Page 7 of 7</li>", Content.COMPLETE),
        ("<li>Page 1 of 1</li>", Content.COMPLETE),
        ("", Content.COMPLETE),
    ],
)
def test_a_thread_s_first_page_is_not_all_of_it(pages: str, content: Content) -> None:
    """Numbered pages count in a thread; its last page cuts nothing."""
    thread = f'<body class="section-viewtopic"><ul>{pages}</ul><div class="postbody"><div class="content">{PROSE}</div></div>'

    verdict = look(thread)

    assert verdict.state is State.NOT_ARTICLE
    assert verdict.content is content


def test_page_numbers_outside_a_forum_say_nothing_of_a_thread() -> None:
    """A gallery counts its pictures the same way."""
    assert "truncated/page_of_thread" not in fired(look(f"<h1>The lamp</h1><p>1 of 7</p>{PROSE}"))


def test_a_film_with_a_line_of_text_is_no_article_and_with_a_text_it_is() -> None:
    """A VideoObject alone decides only where little is written."""
    film = '<script type="application/ld+json">{"@type":"VideoObject","name":"The lamp"}</script><h1>The lamp, a film</h1>'
    line = "<p>" + PARAGRAPHS[0] + " " + PARAGRAPHS[1] + "</p>"

    assert look(film + line + PARAGRAPHS[2]).state is State.NOT_ARTICLE
    assert look(film + PROSE + PROSE).state is State.FULL


def test_prices_below_the_text_or_within_a_sentence_make_no_shop() -> None:
    """Six prices, each alone, before the text ends."""
    alone = "".join(f"<div>${n}.50</div>" for n in range(1, 9))
    told = "<p>It cost $1.50, then $2.50, then $3.50, and in the end $9.50 for a jug that had once cost $4.50.</p>"

    assert "not_article/prices" in fired(look(f"<h1>Lamps</h1>{alone}{PROSE}"))
    assert "not_article/prices" not in fired(look(f"<h1>Lamps</h1>{PROSE}{told}{alone}"))
