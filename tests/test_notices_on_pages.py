"""The generator of pages with notices: each case holds its wording where it says, and its truth is right."""

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from harness.core.model import Content, State
from harness.language.written import Wording
from harness.measure.bench.wordings import opened, suits
from harness.measure.faults.specimen import Specimen
from harness.measure.notices.cases import Form, Put, put, room_for, rooms
from harness.measure.notices.drawn import DRAWN
from harness.measure.notices.markup import _table
from harness.measure.notices.places import PLACES
from harness.measure.notices.texts import TEXT_PLACES
from harness.sources.labelled import read_saved

PAGES = Path(__file__).parents[1] / "pages"
OFFER = "The lighthouse desk keeps this for its friends. // Two crowns a week. [Be one of them]"
SEEDS = range(12)


def specimens() -> Sequence[Specimen]:
    names = ("open-about-outage", "open-interview", "open-german", "open-japanese", "open-chronicle")
    labels = [label for label in read_saved(PAGES).labels if label.id in names and suits(label)]
    return [page for label in labels if (page := opened(label)) is not None]


PAGES_OPENED = specimens()


def made(kind: str, place: str, state: State | None, *, form: Form = Form.SERVED) -> list[Put]:
    """The offer on every page in every way the seeds give."""
    wording = Wording("en", kind, "1.1 a keeper", OFFER)
    return [
        one
        for page in PAGES_OPENED
        for seed in SEEDS
        if (one := put(page, wording, place, state, seed=seed, form=form)) is not None
    ]


def shown(html: str | bytes) -> str:
    """The document's text as one line."""
    assert isinstance(html, str)
    body = LexborHTMLParser(html).body
    assert body is not None
    for node in body.css("script, style"):
        node.decompose()
    return " ".join(unescape(body.text(separator=" ")).split())


def line(text: str) -> str:
    return " ".join(text.split())


STOPS = [(kind, place) for kind, room in rooms().items() for place in room.stops]
BESIDE = [(kind, place) for kind, room in rooms().items() for place in room.beside]


@pytest.mark.parametrize("place", PLACES)
def test_the_notice_is_on_the_page_once_with_all_its_lines(place: str) -> None:
    kind = next(kind for kind in rooms() if place in room_for(kind).places)
    cases = made(kind, place, State.PAYWALL)

    assert cases
    for case in cases:
        text = shown(case.case.html)
        for part in ("The lighthouse desk keeps this for its friends.", "Two crowns a week."):
            assert text.count(part) == 1, (place, case.manner)
        assert text.count("Be one of them") == 1


def test_below_a_cut_the_notice_follows_what_is_kept_and_the_rest_is_gone() -> None:
    for one in made("pay", "below_cut", State.PAYWALL):
        text, truth = shown(one.case.html), one.case.truth
        assert truth.text is not None
        end = text.index(line(truth.text)[-30:])
        notice = text.index("The lighthouse desk")

        assert notice - end < 60
        assert line(truth.withheld)[-40:] not in text
        assert (truth.state, truth.content) == (State.PAYWALL, Content.PARTIAL)


def test_above_a_cut_the_notice_stands_before_the_text() -> None:
    for one in made("excerpt", "above_cut", State.TRUNCATED):
        text, truth = shown(one.case.html), one.case.truth
        assert truth.text is not None

        assert text.index("The lighthouse desk") < text.index(line(truth.text)[-30:])
        assert line(truth.withheld)[-40:] not in text


@pytest.mark.parametrize("place", ["over_whole", "over_cut", "over_clip"])
def test_what_lies_over_a_page_is_fixed_and_the_page_cannot_be_scrolled(place: str) -> None:
    for one in made("pay", place, State.PAYWALL):
        html = one.case.html
        assert isinstance(html, str)
        styles = re.findall(r'style="(position:fixed[^"]*)"', html)

        assert styles
        assert re.search(r"<body[^>]*overflow(-y)?:hidden|html,body\{overflow:hidden", html)
        assert one.case.truth.withheld


def test_behind_what_lies_over_a_page_the_text_is_whole_cut_or_clipped() -> None:
    for place, gone in (("over_whole", False), ("over_clip", False), ("over_cut", True)):
        for one in made("pay", place, State.PAYWALL):
            rest = line(one.case.truth.withheld)[-30:]

            assert (rest not in shown(one.case.html)) is gone, place


def test_a_clipped_text_stands_in_a_box_of_limited_height() -> None:
    for place in ("below_fade", "over_clip"):
        for one in made("pay", place, State.PAYWALL):
            assert isinstance(one.case.html, str)
            assert re.search(r'style="(max-)?height:\d+px;overflow:hidden', one.case.html)


@pytest.mark.parametrize("place", ["in_place", "bare"])
def test_in_place_of_the_text_nothing_of_it_is_left(place: str) -> None:
    for one in made("not_found", place, State.NOT_FOUND):
        assert one.case.truth.content is Content.NONE
        assert one.case.truth.text == ""
        for passage in one.case.truth.withheld.split("\n"):
            if len(passage) > 80:
                assert line(passage) not in shown(one.case.html)


def test_a_bare_page_says_little_else() -> None:
    for one in made("robot_check", "bare", State.BLOCKED):
        assert len(shown(one.case.html)) < len(OFFER) + 20


def test_beside_a_whole_text_all_of_it_stays() -> None:
    for kind, place in BESIDE:
        for one in made(kind, place, State.CONSENT_WALL if kind == "consent" else None)[::7]:
            text, truth = shown(one.case.html), one.case.truth
            assert truth.text is not None

            assert (truth.state, truth.content) == (State.FULL, Content.COMPLETE), (kind, place)
            assert not one.stops
            for passage in truth.text.split("\n"):
                assert line(passage) in text, (kind, place)


def test_a_further_paragraph_is_set_as_the_others_are() -> None:
    for place in ("last", "paragraph"):
        for one in made("prose", place, None):
            html = one.case.html
            assert isinstance(html, str)
            before = re.search(r"<(\w+)[^>]*>\s*The lighthouse desk", html)
            assert before is not None
            assert before[1] == "p"


def test_the_state_of_a_notice_that_stops_the_text_is_its_kinds() -> None:
    page = PAGES_OPENED[0]
    for kind, place in STOPS:
        one = put(page, Wording("en", kind, "1.1", OFFER), place, State.GEO_BLOCK)

        assert one is None or one.case.truth.state is State.GEO_BLOCK, (kind, place)


def test_an_error_below_a_cut_may_be_called_either_word() -> None:
    (one, *_) = made("site_error", "below_cut", State.APP_ERROR)

    assert one.case.truth.accept == {State.TRUNCATED}


def test_the_same_seed_makes_the_same_page_and_another_one_another() -> None:
    wording = Wording("en", "pay", "1.1", OFFER)
    first, again, other = (
        put(PAGES_OPENED[0], wording, "below_cut", State.PAYWALL, seed=seed) for seed in (1, 1, 2)
    )

    assert first == again != other


def test_names_and_addresses_tell_or_do_not() -> None:
    ways = {
        (one.manner.telling_names, one.manner.telling_addresses, one.manner.links, one.manner.shape)
        for one in made("pay", "over_whole", State.PAYWALL)
        if one.manner is not None
    }

    assert {names for names, *_ in ways} == {addresses for _, addresses, *_ in ways} == {True, False}
    assert {links for _, _, links, _ in ways} == {True, False}
    assert len({shape for *_, shape in ways}) > 5


@pytest.mark.parametrize("place", TEXT_PLACES)
def test_a_scrapers_text_holds_the_notice_and_no_tags(place: str) -> None:
    kind = next(kind for kind in rooms() if place in room_for(kind).places)
    cases = made(kind, place, State.PAYWALL, form=Form.TEXT)

    assert cases
    for one in cases:
        assert isinstance(one.case.html, str)
        text = line(one.case.html)
        assert "The lighthouse desk keeps this for its friends. Two crowns a week. Be one of them" in text
        assert "<" not in text


def test_what_lies_over_a_page_is_in_no_scrapers_text() -> None:
    assert set(room_for("pay", Form.TEXT).places) == {"below_cut", "in_place"}


def test_every_kind_has_names_and_addresses_that_tell() -> None:
    for table in ("names", "addresses"):
        assert set(_table()[table]["telling"]) == set(rooms())


@pytest.mark.parametrize("place", DRAWN)
def test_the_served_page_is_whole_and_a_script_draws_the_notice(place: str) -> None:
    kind = next(kind for kind in rooms() if place in room_for(kind, Form.DRAWN).places)
    cases = made(kind, place, State.PAYWALL, form=Form.DRAWN)

    assert cases
    for one in cases:
        text = shown(one.case.html)
        assert "The lighthouse desk" not in text
        for passage in (one.case.truth.withheld or one.case.truth.text or "").split("\n"):
            assert line(passage) in text, (place, passage)


def test_every_kind_that_stops_a_text_is_drawn_but_those_alone_on_their_page() -> None:
    without = {kind for kind, room in rooms().items() if room.stops and not room.drawn().stops}

    assert without == {"parked"}
