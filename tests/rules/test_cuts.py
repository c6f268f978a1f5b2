"""What says that a text is cut: each kind of sign, whether it is sure, and what looks like it on whole texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.core.model import Engine
from harness.observe.observation import Hidden, Overlay
from harness.observe.static import observe
from harness.observe.text import observe_text
from harness.reading import Reading, read
from harness.reading.cut import How, covers
from harness.reading.cut import find_cuts as find
from harness.rules import questions

HERE = "https://mill.example/2026/millers-owl"
ARTICLE = '<meta property="og:type" content="article">'
LINE = (
    "<p>In year {} the miller of the lower mill wrote the weight of every sack on the door, and the owl that lived above "
    "it was counted as a hand.</p>"
)


def lines(number: int, first: int = 1) -> str:
    """A text of so many paragraphs of 28 words each."""
    return "".join(LINE.format(n) for n in range(first, first + number))


def page(text: str, *, head: str = ARTICLE, end: str = "", url: str | None = HERE) -> Reading:
    html = (
        f"<title>The miller's owl</title>{head}<main><h1>The miller's owl</h1><div>{text}</div>{end}</main>"
    )
    return read(observe(html, url=url, questions=questions()))


def cuts(text: str, *, head: str = ARTICLE, end: str = "", url: str | None = HERE) -> dict[How, bool]:
    """The signs of a cut on the page, and whether each is sure."""
    return {cut.how: cut.sure for cut in page(text, head=head, end=end, url=url).cuts}


def last(words: str, *, above: str = lines(5)) -> dict[How, bool]:
    """The signs where the text ends on a paragraph of these ``words``."""
    return cuts(f"{above}<p>{words}</p>")


class TestHowItEnds:
    BROKEN = "What the owl saw on the night of the flood, when the door was taken by the river, was never …"

    @pytest.mark.parametrize("dots", [" …", "...", " [...]", "…", " (…)"])
    def test_a_paragraph_that_breaks_off_in_dots_is_cut_for_sure(self, dots: str) -> None:
        assert last(self.BROKEN.removesuffix(" …") + dots) == {How.DOTS: True}

    def test_a_whole_text_has_no_sign(self) -> None:
        assert cuts(lines(5)) == {}

    @pytest.mark.parametrize(
        "words",
        [
            "What the owl saw on the night of the flood, when the door was taken by the river, was never told. …",
            "“What I saw on the night of the flood, when the door was taken by the river, is no matter of …",
            "And the owl…",
            '<a href="/o">What the owl saw on the night of the flood, when the door was taken by the river …</a>',
            "<em>And then the owl …</em>",
        ],
        ids=["after a whole sentence", "in a speech", "a few words", "a link", "set apart"],
    )
    def test_a_writer_s_own_dots_are_at_most_a_sign(self, words: str) -> None:
        assert last(words).get(How.DOTS) is not True

    def test_who_ends_sentences_on_dots_elsewhere_may_end_the_text_so(self) -> None:
        above = (
            lines(2)
            + "<p>Nobody else was counted... Nobody at all, said the miller's wife.</p>"
            + lines(2, 3)
        )
        within = lines(2) + "<p>The owl was counted ... as a hand, said the miller's wife.</p>" + lines(2, 3)

        assert last(self.BROKEN, above=above) == {How.DOTS: False}
        assert last(self.BROKEN, above=within) == {How.DOTS: True}

    @pytest.mark.parametrize("end", ["and the owl that lived above the", "and the owl, the cat, the door,"])
    def test_a_sentence_that_stops_after_a_small_word_or_a_comma_is_cut_for_sure(self, end: str) -> None:
        """A small word is one that this text uses often and ends no sentence with."""
        assert last(f"In the last year the miller wrote the weight of the last sack on it, {end}") == {
            How.OPEN: True
        }

    def test_a_last_paragraph_without_a_full_stop_may_be_cut(self) -> None:
        """It is so for sure where it is long and two others end as sentences do."""
        short = "In the last year the miller wrote the weight of the last sack on a stone"
        long = (
            short
            + ", and the owl that had lived above the door for longer than he had was not counted at all"
        )

        assert last(short) == {How.OPEN: False}
        assert last(long) == {How.OPEN: True}
        assert last(long, above=lines(1)) == {How.OPEN: False}

    @pytest.mark.parametrize(
        "words",
        [
            "Ada Minnow, Lower Mill",
            "The table of all sacks that were weighed at the lower mill until Frank Tully Closed It",
        ],
    )
    def test_a_signature_or_a_title_at_the_end_is_never_sure(self, words: str) -> None:
        assert last(words).get(How.OPEN) is not True

    def test_a_list_or_a_line_with_a_link_is_never_sure(self) -> None:
        item = "<ul><li>In the last year the miller wrote the weight of the sack, and the owl that lived above the</li></ul>"
        link = "The door, on which the weight of each sack is to be read, is shown on Sundays by the <a href='/m'>the</a>"

        assert cuts(lines(5) + item).get(How.OPEN) is not True
        assert last(link).get(How.OPEN) is not True


class TestWhatIsKeptBack:
    def test_a_fade_over_the_end_of_the_text_is_sure(self) -> None:
        """A fade over its beginning is a picture's."""
        reading = page(lines(5))

        def faded(index: int) -> dict[How, bool]:
            blocks = list(reading.page.blocks)
            blocks[index] = blocks[index]._replace(faded=True)
            seen = replace(reading.page, blocks=tuple(blocks))
            return {
                cut.how: cut.sure
                for cut in find(reading.understand, seen, reading.article, reading.promise, ())
            }

        assert faded(reading.article.end) == {How.FADED: True}
        assert faded(reading.article.blocks[0]) == {}

    @pytest.mark.parametrize("style", ["max-height:80px;overflow:hidden", "filter:blur(5px)"])
    def test_a_rest_that_is_clipped_or_blurred_is_sure(self, style: str) -> None:
        assert cuts(f'{lines(5)}<div style="{style}">{lines(5, 6)}</div>')[How.HIDDEN] is True

    def test_a_rest_that_is_not_displayed_may_be_a_copy_for_other_screens(self) -> None:
        """Unless it is longer than what is shown it is no sign, and never a sure one."""
        hidden = '<div style="display:none">{}</div>'
        reading = page(lines(5))

        def kept(words: int, why: Hidden) -> dict[How, bool]:
            article = replace(reading.article, hidden_words=words, hidden_why=why)
            return {
                cut.how: cut.sure
                for cut in find(reading.understand, reading.page, article, reading.promise, ())
            }

        shown = reading.article.words
        assert cuts(lines(5) + hidden.format(lines(3, 6))) == {}
        assert kept(shown + 1, Hidden.NOT_DISPLAYED) == {How.HIDDEN: False}
        assert kept(shown - 1, Hidden.NOT_DISPLAYED) == {}
        assert kept(shown - 1, Hidden.CLIPPED) == {How.HIDDEN: True}
        assert kept(50, Hidden.CLIPPED) == {}

    GATE = (
        '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false,"hasPart":'
        '{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".rest"}}</script>'
    )

    def test_a_gated_part_that_is_empty_below_a_teaser_is_sure(self) -> None:
        """Below a longer text it may be an empty box of the layout; a part that is shown is no sign."""
        assert cuts(lines(2), head=self.GATE, end="<div class=rest></div>") == {How.GATED: True}
        assert cuts(lines(6), head=self.GATE, end="<div class=rest></div>") == {How.GATED: False}
        assert cuts(f"{lines(2)}<div class=rest>{lines(4, 3)}</div>", head=self.GATE) == {}

    def test_a_gated_part_that_hides_more_than_is_shown_is_sure(self) -> None:
        hidden = f"<aside><div class=rest style='display:none'>{lines(9, 7)}</div></aside>"

        assert cuts(lines(6), head=self.GATE, end=hidden)[How.GATED] is True


def data(value: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle",{value}}}</script>'


def body(text: str) -> str:
    return data(f'"articleBody":"{text.replace("<p>", " ").replace("</p>", " ")}"')


class TestWhatIsPromised:
    def test_a_text_of_a_third_of_the_promised_words_is_cut_for_sure(self) -> None:
        assert cuts(lines(5), head=data('"wordCount":2400')) == {How.PROMISED: True}

    @pytest.mark.parametrize(
        ("words", "sign"),
        [(350, {How.PROMISED: False}), (700, {How.PROMISED: False}), (270, {}), (140, {})],
        ids=["half of it", "the letters that are shown", "more than half", "all of it"],
    )
    def test_a_count_that_is_a_little_off_or_counts_letters_is_at_most_a_sign(
        self, words: int, sign: dict[How, bool]
    ) -> None:
        assert cuts(lines(5), head=data(f'"wordCount":{words}')) == sign

    def test_a_reading_time_that_is_far_off_may_tell_of_a_cut(self) -> None:
        head = '{}<meta name="twitter:data2" content="{} minutes">'

        assert cuts(lines(5), head=head.format(ARTICLE, 9)) == {How.PROMISED: False}
        assert cuts(lines(5), head=head.format(ARTICLE, 2)) == {}

    REST = "".join(
        f"<p>Ferry number {n} crossed at noon with nobody aboard but a goat.</p>" for n in range(30)
    )

    def test_a_text_that_stands_in_the_data_and_is_not_shown_is_cut_for_sure(self) -> None:
        assert cuts(lines(2), head=body(lines(2) + self.REST)) == {How.IN_DATA: True}
        assert cuts(lines(2) + self.REST, head=body(lines(2) + self.REST)) == {}

    def test_data_of_another_text_or_a_short_one_are_no_sure_sign(self) -> None:
        """Nor data that break off in dots themselves."""
        assert cuts(lines(2), head=body(self.REST)) == {How.IN_DATA: False}
        assert How.IN_DATA not in cuts(lines(2), head=body(lines(2) + self.REST[:600]))
        assert How.IN_DATA not in cuts(lines(2), head=body(f"{lines(2)}{self.REST} and so …"))

    def test_a_few_lines_that_only_repeat_the_description_may_be_a_teaser(self) -> None:
        told = LINE.format(1).removeprefix("<p>").removesuffix("</p>")
        head = f'{ARTICLE}<meta property="og:description" content="{told}">'

        assert cuts(lines(1), head=head) == {How.REPEATED: False}
        assert cuts(lines(5), head=head) == {}


class TestPageOneOfSeveral:
    @pytest.mark.parametrize("second", [f"{HERE}/2", f"{HERE}?page=2", f"{HERE}-2", "millers-owl?part=2"])
    def test_a_link_below_the_text_to_page_2_of_this_address_is_sure(self, second: str) -> None:
        assert cuts(lines(5), end=f'<div>1 <a href="{second}">2</a></div>') == {How.PAGED: True}

    @pytest.mark.parametrize("second", [f"{HERE}/2", "/2026/millers-owl?page=2"])
    def test_so_is_one_in_the_head(self, second: str) -> None:
        assert cuts(lines(5), head=f'{ARTICLE}<link rel="next" href="{second}">') == {How.PAGED: True}

    @pytest.mark.parametrize(
        "below",
        [
            f'<section class=comments><p>A fine owl!</p><a href="{HERE}?page=2">2</a></section>',
            f'<div><a href="{HERE}-and-her-door">Her door</a></div>',
            f'<div><a href="{HERE}2">The second owl</a></div>',
            '<div><a href="https://elsewhere.example/2026/millers-owl/2">2</a></div>',
            '<div><a href="/2026/2">2</a></div>',
            f'<div><a href="{HERE}/page/2">2</a></div>',
            f'<div><a href="{HERE}?cpage=2">2</a> <a href="{HERE}?replytocom=2">Reply</a></div>',
        ],
        ids=[
            "comments",
            "another story",
            "a name that goes on",
            "another site",
            "the section",
            "a list",
            "pages of comments",
        ],
    )
    def test_other_numbered_links_are_no_sign(self, below: str) -> None:
        assert cuts(lines(5), end=below) == {}

    def test_nor_is_the_next_post_nor_a_page_that_is_no_text(self) -> None:
        assert cuts(lines(5), head=f'{ARTICLE}<link rel="next" href="/2026/the-heron">') == {}
        assert cuts(lines(1), end=f'<div>1 <a href="{HERE}/2">2</a></div>') == {}

    def test_page_2_itself_is_not_cut_by_the_link_to_page_3(self) -> None:
        assert cuts(lines(5), end=f'<a href="{HERE}/3">3</a>', url=f"{HERE}/2") == {}


class TestWhatLiesOverIt:
    SAYS = "Whoever wants to go on to the mill must leave a name and an address at the door"

    def test_a_layer_that_cannot_be_closed_over_a_locked_page_is_sure(self) -> None:
        reading = page(lines(5))
        layer = Overlay(self.SAYS, 0.9)

        def over(layer: Overlay, *, locked: bool = True, engine: Engine = Engine.BROWSER) -> list[How]:
            seen = replace(reading.page, overlays=(layer,), scroll_locked=locked, engine=engine)
            return [
                cut.how
                for cut in find(reading.understand, seen, reading.article, reading.promise, ())
                if cut.sure
            ]

        assert over(layer) == [How.COVERED]
        assert over(layer, locked=False) == []
        assert over(layer, engine=Engine.TEXT) == []
        assert over(replace(layer, dismissible=True)) == []
        assert over(replace(layer, share=0.3)) == []

    def test_without_a_browser_its_words_or_its_name_tell_that_it_is_no_bar(self) -> None:
        seen = replace(page(lines(5)).page, scroll_locked=True)

        assert covers(seen, Overlay(self.SAYS, None))
        assert covers(seen, Overlay("", None, names="site-modal-backdrop"))
        assert not covers(seen, Overlay("Menu", None, names="bar"))

    def test_a_text_in_no_language_is_not_there(self) -> None:
        filler = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore."

        assert cuts(f"{lines(2)}<p>{filler}</p>{lines(2, 3)}") == {How.SCRAMBLED: True}


def test_sure_signs_come_first() -> None:
    """The first names the cut."""
    head = f'{ARTICLE}<meta name="twitter:data2" content="9 minutes">'
    found = page(lines(5), head=head, end=f'<div><a href="{HERE}/2">2</a></div>').cuts

    assert [(cut.how, cut.sure) for cut in found] == [(How.PAGED, True), (How.PROMISED, False)]


def test_a_scraper_s_text_is_read_by_how_it_ends() -> None:
    text = "\n".join(["The miller's owl", *(line.removesuffix("</p>") for line in lines(5).split("<p>")[1:])])

    assert read(observe_text(text)).cuts == ()
    assert [cut.how for cut in read(observe_text(f"{text}\n{TestHowItEnds.BROKEN}")).cuts] == [How.DOTS]
