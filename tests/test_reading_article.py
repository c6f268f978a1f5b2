"""Where a page's main text is, and where it ends: boxes in a row, leads, stubs, teasers, lists below."""

from __future__ import annotations

import pytest

from harness.core.model import State
from harness.observe.observation import Region
from harness.observe.static import observe
from harness.reading import Article, Ending, read
from harness.rules import questions
from harness.rules.decide import judge_observation

MARKED = '<meta property="og:type" content="article">'


def prose(first: int, last: int) -> str:
    """Paragraphs of an invented story, all different."""
    return "".join(
        f"<p>In year {n} the ferry carried {n} hundred passengers across the sound, and the harbour master wrote each "
        "of them down in a book that he kept dry under the counter.</p>"
        for n in range(first, last)
    )


CUT = "<p>By the autumn the council had two offers on the table, and neither of them would have …</p>"
STUB = "<p>Nobody had asked …</p>"


def article(html: str) -> Article:
    """The main text of a page with a headline above ``html``."""
    return read(observe(f"<h1>The last ferry across the sound</h1>{html}")).article


def state(html: str) -> State:
    """The state of a page that calls itself an article."""
    page = observe(f"{MARKED}<h1>The last ferry across the sound</h1>{html}", questions=questions())
    return judge_observation(page).state


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('<div class="row"><div class="chunk">', '<div class="row"><div class="chunk">'),
        ('<div class="row"><div class="chunk c1">', '<div class="row"><div class="chunk c2">'),
        ('<div class="row row--first"><div class="chunk">', '<div class="row"><div class="chunk">'),
    ],
)
def test_a_text_goes_on_in_the_next_box_that_is_set_alike(first: str, second: str) -> None:
    """An advertisement split it; the second part is too short to outweigh the first."""
    ad = '<div class="ad">Advertisement</div>'
    found = article(
        f"<main>{first}{prose(1, 7)}</div></div>{ad}{second}{prose(7, 8)}{CUT}</div></div></main>"
    )

    assert found.ending is Ending.ELLIPSIS
    assert found.paragraphs == 8


@pytest.mark.parametrize(
    "other",
    [
        '<div class="row"><div class="bio">{}</div></div>',
        '<section class="row"><div class="chunk">{}</div></section>',
        '<article class="row"><div class="chunk">{}</div></article>',
        '<div class="row"><div class="inner"><div class="chunk">{}</div></div></div>',
    ],
)
def test_boxes_set_otherwise_are_not_in_the_row(other: str) -> None:
    """Other class words, other elements, an article of its own, another depth."""
    found = article(
        f'<main><div class="row"><div class="chunk">{prose(1, 7)}</div></div>{other.format(prose(7, 8))}</main>'
    )

    assert found.paragraphs == 6


def test_a_lead_is_not_taken_for_the_text_where_the_text_was_cut_short() -> None:
    """What a page names as a lead, or sets before a box named as the text."""
    lead = f"{prose(1, 4)}"
    text = f"{prose(5, 6)}{CUT}"
    bio = '<div class="writer">She has written about boats and the people on them for thirty years.</div>'
    for above, below in (("standfirst", "flow"), ("top", "story-body")):
        html = f'<main><div class="{above}">{lead}</div><div class="{below}">{text}</div>{bio}</main>'
        assert article(html).ending is Ending.ELLIPSIS, above


@pytest.mark.parametrize(
    "between",
    [
        "",
        '<figure class="picture"><figcaption>The pier</figcaption></figure>',
        '<div class="box">Sign up for our newsletter</div>',
        "<h2>A new owner</h2>",
        "<ul><li>One boat</li><li>Two crews</li></ul>",
    ],
)
def test_a_stub_that_breaks_off_is_the_end_of_the_text(between: str) -> None:
    """A few words are no paragraph by themselves; set like the others and broken off, they are what a cut left."""
    found = article(f'<div class="text">{prose(1, 4)}{between}{STUB}</div><div class="tags">Ferries</div>')

    assert found.last == "Nobody had asked …"


@pytest.mark.parametrize(
    "below",
    [
        f'<div class="promo">{STUB}</div>',
        "<p><a href='/x'>Nobody had asked …</a></p>",
        f"<h1>Another story</h1>{STUB}",
        '<div class="x">a</div>' * 7 + STUB,
    ],
)
def test_a_teaser_s_few_words_are_no_stub(below: str) -> None:
    """Set otherwise, all link, below another headline, or far away."""
    assert article(f'<div class="text">{prose(1, 4)}{below}</div>').ending is Ending.SENTENCE


def test_a_stub_ends_the_text_although_longer_boxes_follow() -> None:
    bio = '<div class="writer"><p>She has written about boats and the people on them for thirty years.</p></div>'

    assert article(f'<div class="text">{prose(1, 3)}{STUB}{bio * 3}</div>').last == "Nobody had asked …"


def test_a_text_of_one_paragraph_that_breaks_off_ends_there_where_its_box_is_named() -> None:
    house = f'<div class="about">{prose(10, 14)}</div>'

    html = f'<div class="entry-content"><div class="article-text">{CUT}</div>{house}</div>'

    assert article(html).ending is Ending.ELLIPSIS


def test_a_cut_paragraph_may_hold_a_link() -> None:
    cut = '<p>By the autumn the council had <a href="/o">two offers</a> on the table, and neither of them would …</p>'
    bio = '<div class="writer"><p>She has written about boats and the people on them for thirty years.</p></div>'

    assert article(f'<div class="text">{prose(1, 3)}{cut}{bio * 4}</div>').ending is Ending.ELLIPSIS


def test_teasers_below_the_text_are_no_part_of_it() -> None:
    """Two cards are too few to know by their number: their headlines are links."""
    card = '<div class="story"><h3><a href="/a">The pier at night</a></h3><p>{}</p></div>'
    cards = card.format(
        "Anglers and lovers share the planks after dark, and the council would like to know why."
    )

    assert article(f"<main>{prose(1, 3)}{cards}{cards}</main>").paragraphs == 2


def test_what_stands_below_a_list_of_other_pieces_is_no_part_of_the_text() -> None:
    listed = '<div class="related">' + "<li><a href='/b'>The pier at night</a></li>" * 3 + "</div>"
    more = f'<div class="fake">{prose(20, 24)}</div>'
    sections = "".join(f'<div class="part-{c}">{prose(n, n + 1)}</div>' for n, c in enumerate("abc", start=1))

    assert article(f"<main>{sections}{listed}{more}</main>").paragraphs == 3


def test_who_ends_on_dots_elsewhere_does_so_at_the_end() -> None:
    """Whatever their style: with a space before them or without one."""
    habit = "<p>And then nothing… Nobody moved, and nobody said a word about the boat that was gone.</p>"
    own = "<p>By the autumn the council had two offers on the table, and neither of them…</p>"

    assert state(f"<main>{prose(1, 4)}{habit}{CUT}</main>") is State.FULL
    assert state(f"<main>{prose(1, 4)}{habit}{own}</main>") is State.FULL
    assert state(f"<main>{prose(1, 4)}{CUT}</main>") is State.TRUNCATED


def test_a_long_paragraph_in_bold_may_be_cut_as_others_are() -> None:
    """A short line in bold is a heading or a call, unless its dots stand in brackets as feeds set them."""
    long = CUT.replace("<p>", "<p><b>").replace("</p>", "</b></p>")
    call = "<p><b>Like this? You might also like …</b></p>"

    assert state(f"<main>{prose(1, 4)}{long}</main>") is State.TRUNCATED
    assert state(f"<main>{prose(1, 4)}{call}</main>") is State.FULL
    assert state(f"<main>{prose(1, 4)}{call.replace('…', '[…]')}</main>") is State.TRUNCATED


def test_a_form_beside_a_text_that_breaks_off_is_no_page_of_its_own() -> None:
    """If the page calls itself an article; if not, the form is what it is for."""
    form = "<form>" + '<input placeholder="Name">' * 4 + "<textarea></textarea></form>"
    html = f"<h1>The last ferry</h1><main>{prose(1, 2)}{CUT}</main>{form}"

    assert judge_observation(observe(MARKED + html, questions=questions())).state is State.TRUNCATED
    assert judge_observation(observe(html, questions=questions())).state is State.NOT_ARTICLE


def test_a_list_beside_a_text_that_breaks_off_is_no_page_of_its_own() -> None:
    links = "".join(
        f'<h3><a href="/{n}">What the harbour wants to know in week {n}</a></h3>' for n in range(12)
    )
    page = observe(f"<h1>The last ferry</h1><main>{prose(1, 2)}{CUT}</main>{links}", questions=questions())

    assert judge_observation(page).state is State.TRUNCATED


def test_captions_are_the_text_of_a_gallery() -> None:
    """Of a page that calls itself an article; elsewhere they stand beside something else."""
    captions = "".join(
        f"<figure><figcaption>Picture {n}: the crew ties the ferry up for the night.</figcaption></figure>"
        for n in range(1, 8)
    )
    links = "".join(f'<nav><a href="/{n}">Week {n}</a></nav>' for n in range(14))
    html = f"<h1>The ferry in pictures</h1><main>{captions}</main>{links}"

    assert judge_observation(observe(MARKED + html, questions=questions())).state is State.FULL
    assert judge_observation(observe(html, questions=questions())).state is State.NOT_ARTICLE


def test_an_appeal_in_the_text_with_an_offer_in_a_related_list_leaves_the_text_whole() -> None:
    """What stands between them is the article's, and so is the appeal."""
    appeal = "<p>To read the full story on paper, please subscribe to the Sound Gazette.</p>"
    listed = '<aside class="related"><ul><li><a href="/a">Subscribers only: a night on the pier</a></li></ul></aside>'

    assert article(f"<main>{prose(1, 3)}{appeal}{prose(3, 5)}{listed}</main>").paragraphs == 5
    assert state(f"<main>{prose(1, 3)}{appeal}{prose(3, 5)}{listed}</main>") is State.FULL


def test_a_page_inside_a_canvas_beside_an_off_canvas_menu_is_no_menu() -> None:
    """Drupal wraps every page so; what is named a list in it stays one."""
    listed = '<aside class="related"><ul><li><a href="/a">Subscribers only: a night on the pier</a></li></ul></aside>'
    page = observe(
        f'<div class="dialog-off-canvas-main-canvas"><h1>The last ferry</h1>{prose(1, 5)}{listed}</div>'
    )

    assert page.blocks[-1].region is Region.ASIDE


ERROR = '<div class="e"><p>An unknown error has occurred. Please reload the page.</p></div>'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<p>By the autumn the council had</p>", State.TRUNCATED),
        ("<p>Shortly after the council said that it had two offers on</p>", State.TRUNCATED),
        ("<p>Photographs and text by Ines Okoro</p>", State.FULL),
        ("<p>Questions on this text go to desk@gazette.example</p>", State.FULL),
        ('<div class="sign">by the staff of the harbour office</div>', State.FULL),
        ("<p>By the autumn the council had two offers on the table.</p>", State.FULL),
    ],
)
def test_a_few_words_set_as_the_text_before_an_error_are_what_is_left_of_a_paragraph(
    line: str, said: State
) -> None:
    """A line that ends in a name, is set otherwise or ends as a sentence does is whole."""
    assert state(f"<main>{prose(1, 4)}{line}{ERROR}</main>") is said


def test_a_line_above_the_text_is_no_stub_before_an_error() -> None:
    """The error stands in place of the text; what follows it is another piece."""
    line = "<p>what the council had to say to that</p>"

    assert state(f"<main>{line}{ERROR}<div>{prose(1, 3)}</div></main>") is State.APP_ERROR


def test_a_text_that_is_set_as_quotations_may_break_off_in_one() -> None:
    """A quotation's dots are its own; where all is quotation, that tells nothing."""
    quoted = "".join(f"<blockquote>{prose(n, n + 1)}</blockquote>" for n in range(1, 4))
    end = f"<blockquote>{CUT}</blockquote>"

    assert state(f"<main>{quoted}{end}</main>") is State.TRUNCATED
    assert state(f"<main>{prose(1, 5)}{end}</main>") is State.FULL


def test_dots_in_a_quotation_are_no_habit_of_the_writer() -> None:
    tweet = "<blockquote><p>So that was the last one … Good night to all who were on board of her.</p></blockquote>"

    assert state(f"<main>{prose(1, 3)}{tweet}{prose(3, 5)}{CUT}</main>") is State.TRUNCATED


def test_a_newsletter_s_sign_up_asks_for_no_account() -> None:
    letter = '<div class="b">Get the Sound Gazette newsletter every morning. <a href="/n">Sign up for free</a>.</div>'

    assert state(f"<main>{prose(1, 4)}{CUT}{letter}</main>") is State.TRUNCATED


def test_headlines_in_a_list_demand_nothing() -> None:
    """Plans are listed as well, with their prices."""
    head = '<li><a href="/{n}">{text}</a></li>'
    pieces = ["Subscribers only: a night on the pier", "The pier in the morning", "Why the pier was built"]
    listed = "<ul>" + "".join(head.format(n=n, text=text) for n, text in enumerate(pieces)) + "</ul>"

    assert state(f"<main>{prose(1, 4)}{listed}</main>") is State.FULL


def test_read_on_links_to_the_text_s_own_rest_beside_little_else() -> None:
    """A page of a few words, a link to their rest and many links is a cut article."""
    links = "".join(
        f'<li><a href="/week/{n}">What the harbour wants to know in week {n}</a></li>' for n in range(14)
    )
    lead = "<p>By the autumn the council had two offers on the table, and neither of them was any good.</p>"
    more = '<p><a href="/news/ferry/full">Read more</a></p>'
    page = observe(
        f"{MARKED}<h1>The last ferry</h1><main>{lead}{more}</main><div>{links}</div>",
        url="https://gazette.example/news/ferry",
        questions=questions(),
    )

    assert judge_observation(page).state is State.TRUNCATED
