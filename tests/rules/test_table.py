"""The table of cuts and stops, branch by branch: what a notice means, by where it stands and by how surely the text is cut.

What the notices say is given here, not read: the model that understands them learns on, the table's meaning stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from harness import judge
from harness.core.model import Engine, Note, State
from harness.language.notices import Notice, kinds
from harness.observe.observation import Overlay
from harness.observe.static import observe
from harness.observe.text import observe_text
from harness.reading import Reading, read
from harness.reading.cut import Cut, How
from harness.reading.stop import Place, Stop
from harness.rules import questions, table
from harness.rules.table import rows, surely_cut, told

DATED = '<title>The ferry</title><meta property="article:published_time" content="2026-03-11">'
LINE = (
    "<p>On crossing {} the ferry took a cow, two bakers and a harp across the river, and nobody on board was surprised "
    "when the harp was played before they landed.</p>"
)
WORDS = "<p>On the first crossing the ferry took a cow, two bakers and a harp.</p>"
SURE = Cut(How.PROMISED, True, "900 words promised, 300 shown", 1)
DOTS = Cut(How.DOTS, True, "and then the captain …", 1)
MAYBE = Cut(How.OPEN, False, "and then the captain said", 1)


def lines(number: int) -> str:
    """A text of so many paragraphs of 29 words each."""
    return "".join(LINE.format(n) for n in range(number))


def page(text: str = lines(10), *, head: str = DATED, end: str = "") -> Reading:
    return read(
        observe(f"{head}<main><h1>The ferry</h1><div>{text}</div>{end}</main>", questions=questions())
    )


def says(kind: str, place: Place, *, missing: float | None = None, **known: object) -> Stop:
    """A notice of eight words that says ``kind``; as surely as can be, if nothing else is said."""
    known_kind = kinds()[kind]
    sure = (1.0 if known_kind.state else 0.0) if missing is None else missing
    notice = Notice(f"A notice that says {kind}", known_kind, sure, sure, ((kind, sure),))
    return Stop(notice, place, **{"block": 0, "words": 8, **known})  # type: ignore[arg-type]


def states(reading: Reading, stops: Iterable[Stop], *cuts: Cut) -> list[State | Note]:
    """The states that the table gives to a page with these stops and cuts, without what it tells beside them."""
    told = rows(replace(reading, stops=tuple(stops), cuts=tuple(cuts)))
    return list(dict.fromkeys(row.state for row in told if not row.beside))


def below(kind: str, **known: object) -> list[Stop]:
    return [says(kind, Place.AFTER, **known)]  # type: ignore[arg-type]


ASKS = [
    ("pay", State.PAYWALL),
    ("account", State.REGISTRATION_WALL),
    ("sign_in", State.LOGIN_WALL),
    ("adblock", State.ADBLOCK_WALL),
    ("excerpt", State.TRUNCATED),
    ("rest_elsewhere", State.TRUNCATED),
]
BARELY = 0.005


class TestBelowAText:
    @pytest.mark.parametrize(("kind", "state"), ASKS)
    def test_at_a_sure_cut_a_notice_that_is_likelier_than_not_names_the_reason(
        self, kind: str, state: State
    ) -> None:
        """Less sure, it names nothing, and the text is cut for no known reason."""
        assert states(page(), below(kind, missing=table.CUT_SURE + BARELY), SURE) == [state]
        assert states(page(), below(kind, missing=table.CUT_SURE - BARELY), SURE) == [State.TRUNCATED]

    @pytest.mark.parametrize("kind", ["pay", "adblock"])
    def test_where_the_text_may_be_cut_a_notice_must_be_surer(self, kind: str) -> None:
        state = dict(ASKS)[kind]

        assert states(page(), below(kind, missing=table.CUT_MAYBE + BARELY), MAYBE) == [state]
        assert states(page(), below(kind, missing=table.CUT_MAYBE - BARELY), MAYBE) == []

    @pytest.mark.parametrize("kind", ["pay", "adblock"])
    def test_below_a_text_that_nothing_calls_cut_a_notice_must_be_very_sure(self, kind: str) -> None:
        state = dict(ASKS)[kind]

        assert states(page(), below(kind)) == [state]
        assert states(page(), below(kind, missing=table.NOT_CUT - BARELY)) == []

    def test_a_teaser_is_no_cut_by_itself(self) -> None:
        assert states(page(lines(3)), below("pay", missing=table.NOT_CUT - BARELY)) == []

    def test_several_boxes_in_a_row_that_ask_for_money_or_an_account_are_a_wall(self) -> None:
        """Each needs to be no surer than where the text may be cut."""
        asks = below("pay", missing=table.CUT_MAYBE + BARELY)
        row = [*asks, says("house_offer", Place.AFTER, rank=1)]

        assert states(page(), row) == [State.PAYWALL]
        assert states(page(), [*asks, says("read_also", Place.AFTER, rank=1)]) == []
        assert states(page(), [*asks, says("house_offer", Place.AFTER, rank=table.CROWD + 1)]) == []

    def test_a_text_that_is_no_article_is_not_cut_by_a_notice_alone(self) -> None:
        """A service's page invites to sign up below its own words."""
        bare = page(head="<title>The ferry</title>")

        assert states(bare, below("pay")) == []
        assert states(bare, below("pay"), SURE) == [State.PAYWALL]

    def test_what_a_scraper_hands_over_is_taken_for_an_article(self) -> None:
        text = "\n".join(["The ferry", *(line.removesuffix("</p>") for line in lines(8).split("<p>")[1:])])
        reading = read(observe_text(text))

        assert reading.page.engine is Engine.TEXT
        assert states(reading, below("pay")) == [State.PAYWALL]

    def test_further_down_a_notice_cuts_no_text_that_nothing_calls_cut(self) -> None:
        assert states(page(), below("pay", rank=table.NEXT)) == [State.PAYWALL]
        assert states(page(), below("pay", rank=table.NEXT + 1)) == []

    def test_a_button_s_few_words_cut_nothing_by_themselves(self) -> None:
        assert states(page(), below("pay", words=table.SENTENCE - 1)) == []
        assert states(page(), below("pay", words=table.SENTENCE - 1), SURE) == [State.PAYWALL]
        assert states(page(), below("pay", words=1), SURE) == [State.TRUNCATED]

    def test_an_offer_of_the_house_is_the_reason_of_a_sure_cut_and_selling_elsewhere(self) -> None:
        assert states(page(), below("house_offer"), SURE) == [State.PAYWALL]
        assert states(page(), below("house_offer"), MAYBE) == []
        assert states(page(), below("house_offer")) == []

    def test_an_offer_far_down_or_of_few_words_is_the_site_s(self) -> None:
        assert states(page(), below("house_offer", rank=table.NEXT + 1), SURE) == [State.TRUNCATED]
        assert states(page(), below("house_offer", words=table.SENTENCE - 1), SURE) == [State.TRUNCATED]

    def test_at_a_sure_cut_a_link_to_the_subscriptions_speaks_for_them_in_any_language(self) -> None:
        assert states(page(), below("label", sold=State.PAYWALL), SURE) == [State.PAYWALL]
        assert states(page(), below("label", sold=State.PAYWALL), MAYBE) == []
        assert states(page(), below("label", sold=State.PAYWALL, rank=table.CROWD + 1), SURE) == [
            State.TRUNCATED
        ]

    def test_a_link_to_the_registration_does_so_only_where_the_rest_is_kept_back(self) -> None:
        """Below dots it is for those who comment."""
        link = below("label", sold=State.REGISTRATION_WALL)

        assert states(page(), link, Cut(How.HIDDEN, True, "", 1)) == [State.REGISTRATION_WALL]
        assert states(page(), link, DOTS) == [State.TRUNCATED]

    def test_an_error_below_a_whole_text_is_a_part_s_beside_it(self) -> None:
        assert states(page(), below("site_error")) == []

    def test_an_error_cuts_a_text_that_may_be_cut_and_replaces_a_few_words(self) -> None:
        assert states(page(), below("site_error"), MAYBE) == [State.TRUNCATED]
        assert states(page(WORDS), below("site_error")) == [State.APP_ERROR]

    def test_an_error_cuts_a_text_whose_last_line_is_left_of_a_paragraph(self) -> None:
        """Such a line is set as the others are and ends in the middle of a sentence; in a name it is a signature."""
        error = "<p>An unknown error has occurred. Please reload the page.</p>"
        open_ = page(f"{lines(4)}<p>By the autumn the wardens had</p>{error}")
        signed = page(f"{lines(4)}<p>From the notes of Maud Sandry</p>{error}")

        assert states(open_, below("site_error")) == [State.TRUNCATED]
        assert states(signed, below("site_error")) == []

    def test_an_error_cuts_a_teaser_where_it_names_the_text(self) -> None:
        error = says("site_error", Place.AFTER)
        named = replace(error, notice=replace(error.notice, text="We could not load this article"))

        assert states(page(lines(3)), [named]) == [State.TRUNCATED]
        assert states(page(lines(3)), [error]) == states(page(), [named]) == []

    def test_a_sign_in_beside_an_offer_is_for_those_who_paid(self) -> None:
        sign_in, offer = says("sign_in", Place.AFTER), says("house_offer", Place.AFTER, rank=1)

        assert states(page(), [sign_in, offer], SURE)[0] is State.PAYWALL
        assert states(page(), [sign_in], SURE) == [State.LOGIN_WALL]

    @pytest.mark.parametrize("kind", ["sign_in", "account"])
    def test_a_sign_in_below_a_long_text_or_a_form_for_all_cuts_nothing(self, kind: str) -> None:
        form = '<form><input type="password" name="p"></form>'

        assert states(page(), below(kind)) == [dict(ASKS)[kind]]
        assert states(page(lines(13)), below(kind)) == []
        assert states(page(end=form), below(kind)) == []

    def test_a_label_of_an_excerpt_stands_next_to_a_text_that_is_not_long(self) -> None:
        assert states(page(), below("excerpt")) == [State.TRUNCATED]
        assert states(page(), below("excerpt", rank=1)) == []
        assert states(page(lines(13)), below("excerpt")) == []
        assert states(page(lines(3)), below("excerpt", rank=1)) == [State.TRUNCATED]

    def test_below_a_long_text_words_of_a_rest_must_lead_on_from_this_address(self) -> None:
        """Whole texts lead on to others, too."""
        long = page(lines(13))

        assert states(long, below("rest_elsewhere")) == []
        assert states(long, below("rest_elsewhere", leads_on=True)) == [State.TRUNCATED]
        assert states(page(), below("rest_elsewhere", rank=1)) == []

    @pytest.mark.parametrize(
        ("kind", "state"), [("not_found", State.NOT_FOUND), ("robot_check", State.BLOCKED)]
    )
    def test_what_replaces_a_page_does_not_stand_below_a_text(self, kind: str, state: State) -> None:
        """Below a few words it does; a choice about cookies never."""
        assert states(page(), below(kind)) == []
        assert states(page(WORDS), below(kind)) == [state]
        assert states(page(WORDS), below("consent")) == []

    @pytest.mark.parametrize("how", [How.DOTS, How.OPEN])
    def test_a_text_that_breaks_off_is_cut_beside_its_reason(self, how: How) -> None:
        """The wall names the page; that the text stops in a sentence holds, too."""
        cut = Cut(how, True, "and then the captain", 1)

        assert states(page(), below("pay"), cut) == [State.PAYWALL, State.TRUNCATED]
        assert states(page(), below("pay"), SURE) == [State.PAYWALL]


class TestWithoutANotice:
    def test_a_sure_cut_alone_is_a_cut_for_no_known_reason_and_a_possible_one_is_none(self) -> None:
        assert states(page(), [], SURE) == [State.TRUNCATED]
        assert states(page(), [], MAYBE) == []

    def test_a_cut_article_that_data_call_locked_is_sold_unless_it_is_page_one_of_several(self) -> None:
        """The offer would have been drawn by a script."""
        locked = f'{DATED}<meta name="article:content_tier" content="locked">'

        assert states(page(head=locked), [], SURE) == [State.PAYWALL]
        assert states(page(head=locked), [], Cut(How.PAGED, True, "", 1)) == [State.TRUNCATED]
        assert states(page(head=locked), [], MAYBE) == []

    def test_a_sign_in_below_an_article_that_data_call_locked_is_for_those_who_paid(self) -> None:
        locked = f'{DATED}<meta name="article:content_tier" content="locked">'

        assert states(page(head=locked), below("sign_in"), SURE) == [State.PAYWALL]

    def test_a_page_without_any_text_is_not_cut(self) -> None:
        assert states(page(""), [], SURE) == []

    def test_a_button_that_unfolds_the_rest_leaves_nothing_cut(self) -> None:
        """What is folded is there for the reader."""
        reading = page(end="<div><button>Read the whole story</button></div>")
        at = next(i for i, block in enumerate(reading.page.blocks) if block.tag == "button")
        button = says("rest_elsewhere", Place.AFTER, block=at, words=4)

        assert states(reading, [button], Cut(How.FADED, True, "", 1)) == []
        assert states(reading, [button], SURE) == [State.TRUNCATED]
        assert states(reading, [replace(button, block=0)], Cut(How.FADED, True, "", 1)) == [State.TRUNCATED]

    def test_form_and_lists_are_told_from_an_article_that_is_surely_cut(self) -> None:
        """Only a page that calls itself an article is one."""
        article = page(head='<meta property="og:type" content="article">')

        assert surely_cut(replace(article, cuts=(SURE,)))
        assert not surely_cut(replace(article, cuts=(MAYBE,)))
        assert not surely_cut(replace(page(head=""), cuts=(SURE,)))


def covered(
    reading: Reading, *, locked: bool = True, closes: bool = False, share: float | None = 0.9
) -> Reading:
    """The page with a layer over it that holds its first block."""
    blocks = (reading.page.blocks[0]._replace(overlay=0), *reading.page.blocks[1:])
    layer = Overlay("What the layer says", share, dismissible=closes)
    return replace(
        reading, page=replace(reading.page, blocks=blocks, overlays=(layer,), scroll_locked=locked)
    )


class TestOverAPage:
    def over(self, kind: str, missing: float | None = None) -> list[Stop]:
        return [says(kind, Place.OVER, missing=missing)]

    @pytest.mark.parametrize(("kind", "state"), ASKS[:4])
    def test_a_layer_that_cannot_be_closed_over_a_locked_page_is_what_it_says(
        self, kind: str, state: State
    ) -> None:
        assert states(covered(page()), self.over(kind, table.CUT_SURE + BARELY)) == [state]

    @pytest.mark.parametrize(
        ("kind", "state"),
        [
            ("newsletter", State.REGISTRATION_WALL),
            ("app", State.REGISTRATION_WALL),
            ("sign_in_to_comment", State.REGISTRATION_WALL),
            ("house_offer", State.PAYWALL),
            ("member_thanks", State.PAYWALL),
            ("meter", State.PAYWALL),
            ("donation", State.PAYWALL),
            ("commerce", State.PAYWALL),
            ("adblock_appeal", State.ADBLOCK_WALL),
            ("widget_error", State.APP_ERROR),
            ("label", State.TRUNCATED),
        ],
    )
    def test_such_a_layer_demands_something_whatever_it_says(self, kind: str, state: State) -> None:
        """A letter's box that nobody can close is a wall; where it can be closed, it is a box."""
        assert states(covered(page()), self.over(kind)) == [state]
        assert states(covered(page(), closes=True), self.over(kind)) == []
        assert states(covered(page(), locked=False), self.over(kind)) == []

    def test_a_layer_that_can_be_closed_is_none_over_a_whole_text(self) -> None:
        assert states(covered(page(), closes=True), self.over("pay")) == []
        assert states(covered(page(), closes=True), self.over("pay"), SURE) == [State.PAYWALL]

    def test_a_layer_over_a_page_that_scrolls_must_be_sure_of_what_it_says(self) -> None:
        scrolls = covered(page(), locked=False, share=0.3)

        assert states(scrolls, self.over("pay", table.CUT_MAYBE + BARELY)) == [State.PAYWALL]
        assert states(scrolls, self.over("pay", table.CUT_MAYBE - BARELY)) == []

    def test_over_a_text_that_is_surely_cut_an_offer_of_the_house_is_the_reason(self) -> None:
        scrolls = covered(page(), locked=False, share=0.3)

        assert states(scrolls, self.over("house_offer"), SURE) == [State.PAYWALL]

    @pytest.mark.parametrize(
        ("kind", "state"), [("consent", State.CONSENT_WALL), ("region", State.GEO_BLOCK)]
    )
    def test_a_choice_about_cookies_over_a_readable_text_is_a_banner(self, kind: str, state: State) -> None:
        """It is a wall where the page is locked, or where there is no text; so is all that replaces a page."""
        scrolls = {"locked": False, "share": 0.3}

        assert states(covered(page(), **scrolls), self.over(kind)) == []  # type: ignore[arg-type]
        assert states(covered(page()), self.over(kind)) == [state]
        assert states(covered(page(lines(1)), **scrolls), self.over(kind)) == [state]  # type: ignore[arg-type]

    def test_a_frame_over_next_to_no_text_says_why_there_is_none(self) -> None:
        assert states(page(lines(2)), [says("sign_in", Place.FRAME)]) == [State.LOGIN_WALL]
        assert states(page(), [says("sign_in", Place.FRAME, missing=table.CUT_MAYBE - BARELY)]) == []


def bare(said: str, *, head: str = "", before: str = "", tag: str = "p") -> tuple[Reading, int]:
    """A page of little else than a notice, and the block of it."""
    reading = read(observe(f"{head}<body>{before}<{tag}>{said}</{tag}></body>", questions=questions()))
    at = next(i for i, block in enumerate(reading.page.blocks) if block.text == said)
    return reading, at


class TestInPlaceOfAText:
    SAID = "The wardens of the ford wish you a dry day"

    def instead(self, kind: str, at: int, **known: object) -> list[Stop]:
        return [says(kind, Place.INSTEAD, block=at, **known)]  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("kind", "state"),
        [(kind, State(known.state)) for kind, known in kinds().items() if known.state],
    )
    def test_a_page_that_is_little_else_is_what_its_notice_says(self, kind: str, state: State) -> None:
        reading, at = bare(self.SAID)

        assert states(reading, self.instead(kind, at)) == [state]
        assert states(reading, self.instead(kind, at, missing=table.INSTEAD - BARELY)) == []

    def test_what_asks_for_nothing_replaces_nothing(self) -> None:
        reading, at = bare(self.SAID)

        assert states(reading, self.instead("house_offer", at, missing=1.0)) == []

    def test_the_first_of_several_names_the_page(self) -> None:
        reading, at = bare(self.SAID)

        assert states(reading, [*self.instead("robot_check", at), *self.instead("not_found", at)]) == [
            State.BLOCKED
        ]

    @pytest.mark.parametrize(
        ("said", "state"),
        [
            ("Error 404: the ford is gone", State.NOT_FOUND),
            ("HTTP/1.1 503 the ford is shut", State.SERVER_ERROR),
            ("403. The warden said no", State.BLOCKED),
            ("429, said the warden", State.RATE_LIMITED),
            ("451 for all of the upper valley", State.GEO_BLOCK),
        ],
    )
    def test_the_status_that_a_notice_begins_with_decides(self, said: str, state: State) -> None:
        """Whatever its other words say; a number within them is none."""
        reading, at = bare(said)
        stop = says("site_error", Place.INSTEAD, block=at)

        def worded(words: str) -> list[State | Note]:
            return states(reading, [replace(stop, notice=replace(stop.notice, text=words))])

        assert worded(said) == [state]
        assert worded(f"The ford: {said}") == [State.APP_ERROR]

    def test_a_few_words_in_a_page_with_others_are_a_label_and_a_headline_is_none(self) -> None:
        words = table.SENTENCE - 1
        others = f"<p>{'The ford is a wide one. ' * 10}</p>"
        label, at = bare("Sign in", before=others)
        heading, head_at = bare("Sign in", before=others, tag="h1")
        alone, alone_at = bare("Sign in")

        assert states(label, self.instead("sign_in", at, words=words)) == []
        assert states(heading, self.instead("sign_in", head_at, words=words)) == [State.LOGIN_WALL]
        assert states(alone, self.instead("sign_in", alone_at, words=words)) == [State.LOGIN_WALL]

    def test_a_form_has_its_own_robot_check_and_a_login_is_a_form(self) -> None:
        form = f"<form>{'<input name=a>' * table.FORM}</form>"
        reading, at = bare(self.SAID, before=form)
        article, article_at = bare(self.SAID, before=form, head='<meta property="og:type" content="article">')

        assert states(reading, self.instead("robot_check", at)) == []
        assert states(reading, self.instead("sign_in", at)) == [State.LOGIN_WALL]
        assert states(article, self.instead("robot_check", article_at)) == [State.BLOCKED]

    def test_a_label_that_leads_to_the_cookies_is_no_choice_about_them(self) -> None:
        reading, at = bare(self.SAID)

        assert states(reading, self.instead("consent", at, words=table.CHOICE - 1)) == []
        assert states(page(lines(4)), self.instead("consent", 0)) == []

    def test_a_line_of_a_short_text_is_no_notice_that_replaces_it(self) -> None:
        reading = page(lines(4))
        first = reading.article.blocks[0]

        assert states(reading, self.instead("not_found", first, words=29)) == []

    def test_where_a_short_text_is_cut_such_a_line_is_the_notice_that_says_why(self) -> None:
        """It is set like the paragraphs above it."""
        reading = page(lines(4))

        assert states(reading, self.instead("pay", reading.article.end), SURE) == [State.PAYWALL]
        assert states(reading, self.instead("pay", reading.article.end), MAYBE) == []

    def test_among_much_else_a_notice_must_be_surer_and_say_more(self) -> None:
        """Where the data speak of an article, a little less sure; menus hold words of all kinds."""
        much = "".join(
            f"<li><a href=/{n}>The way to ford {n}, and what it costs to cross</a>" for n in range(40)
        )
        article, at = bare(
            self.SAID, before=much, head='<meta property="og:type" content="article">', tag="h2"
        )
        other, other_at = bare(self.SAID, before=much, tag="h2")
        nearly = table.NOT_CUT - BARELY

        assert article.words >= 300 <= other.words
        assert states(article, self.instead("not_found", at, missing=nearly)) == [State.NOT_FOUND]
        assert states(article, self.instead("not_found", at, missing=table.PLACED - BARELY)) == []
        assert states(other, self.instead("not_found", other_at)) == [State.NOT_FOUND]
        assert states(other, self.instead("not_found", other_at, missing=nearly)) == []
        assert states(other, self.instead("not_found", other_at, words=2)) == []


class TestAboveAndBeside:
    def test_a_label_above_a_text_that_may_be_cut_says_that_it_is_sold_or_an_excerpt(self) -> None:
        short = Cut(How.PROMISED, False, "9 minutes of reading", None)

        assert states(page(), [says("pay", Place.ABOVE)], short) == [State.PAYWALL]
        assert states(page(), [says("excerpt", Place.ABOVE)], short) == [State.TRUNCATED]
        assert states(page(), [says("sign_in", Place.ABOVE)], short) == []

    def test_above_a_whole_text_a_label_says_nothing(self) -> None:
        assert states(page(), [says("pay", Place.ABOVE), says("excerpt", Place.ABOVE)]) == []

    def test_a_last_line_without_a_full_stop_makes_no_wall_of_a_label(self) -> None:
        assert states(page(), [says("pay", Place.ABOVE)], MAYBE) == []
        assert states(page(), [says("pay", Place.ABOVE, missing=0.5)], SURE) == [State.TRUNCATED]

    @pytest.mark.parametrize("kind", ["pay", "account", "sign_in", "site_error", "consent"])
    def test_what_stands_beside_a_text_cuts_nothing(self, kind: str) -> None:
        assert states(page(), [says(kind, Place.BESIDE)]) == []


class TestWhatIsNoted:
    @pytest.mark.parametrize(
        ("kind", "note"),
        [
            ("consent", Note.CONSENT_BANNER),
            ("meter", Note.METER_NOTICE),
            ("newsletter", Note.NEWSLETTER_BOX),
            ("house_offer", Note.PAYWALL_OFFER),
            ("pay", Note.PAYWALL_OFFER),
            ("site_error", State.APP_ERROR),
            ("widget_error", State.APP_ERROR),
            ("adblock", State.ADBLOCK_WALL),
        ],
    )
    def test_a_notice_is_told_beside_the_verdict_wherever_it_stands(
        self, kind: str, note: State | Note
    ) -> None:
        """If it is sure what it says."""
        stop = says(kind, Place.BESIDE, missing=table.NOTED)
        unsure = replace(stop, notice=replace(stop.notice, kind=None))

        def beside(one: Stop) -> list[State | Note]:
            return [row.state for row in rows(replace(page(), stops=(one,))) if row.beside]

        assert beside(stop) == [note]
        assert beside(unsure) == []

    @pytest.mark.parametrize(
        ("said", "note"),
        [
            ("An unknown error has occurred.", State.APP_ERROR),
            ("Please disable your ad blocker.", State.ADBLOCK_WALL),
        ],
    )
    def test_phrases_of_the_book_are_told_where_no_model_is_asked(
        self, said: str, note: State | Note
    ) -> None:
        """Not in a text, where they are quoted, nor in a block of many words."""

        def beside(reading: Reading) -> list[State | Note]:
            return [row.state for row in rows(replace(reading, stops=())) if row.beside]

        box = "<aside><div><p>{}</p></div></aside>"

        assert note in beside(page(end=box.format(said)))
        assert note not in beside(page(lines(4) + f"<p>{said}</p>" + lines(8)))
        assert note not in beside(page(end=box.format(said + " The ford is a wide one." * 20)))

    def test_a_rule_of_a_state_gives_the_evidence_of_its_row(self) -> None:
        """Where the notice stands, what kind it is, and its own words."""
        reading = replace(page(), stops=(says("pay", Place.AFTER),), cuts=(SURE,))
        evidence = told(State.PAYWALL).when(reading)
        cut = told(State.TRUNCATED).when(replace(reading, stops=()))

        assert [(one.where, one.excerpt) for one in evidence] == [
            (
                "where the article should go on (pay)",
                "A notice that says pay",
            )
        ]
        assert [(one.where, one.excerpt) for one in cut] == [(SURE.how.value, SURE.seen)]
        assert told(State.PAYWALL, beside=True).when(reading) == ()
        assert told(Note.PAYWALL_OFFER).when(reading) == evidence


class TestInWhateverWords:
    """Notices that no phrase book has, as the model understands them on a page."""

    @pytest.mark.parametrize(
        ("words", "state"),
        [
            ("The rest is for paying readers, from 2 euros a week.", State.PAYWALL),
            ("Your ad blocker hides this story. Switch it off and read on.", State.ADBLOCK_WALL),
        ],
    )
    def test_a_notice_at_a_cut_names_its_reason(self, words: str, state: State) -> None:
        broken = "<p>What the bakers found in the old customs house on the far bank of the river was …</p>"
        html = f"{DATED}<main><h1>The ferry</h1><div>{lines(3)}{broken}</div><div><p>{words}</p></div></main>"

        assert judge(html).state is state

    def test_an_offer_beside_a_whole_text_is_advertising(self) -> None:
        offer = "<aside><p>Get the paper from 2 euros a week.</p></aside>"

        assert judge(f"{DATED}<main><h1>The ferry</h1>{lines(6)}{offer}</main>").state is State.FULL

    @pytest.mark.parametrize(
        ("words", "state"),
        [
            ("There is nothing at this address any more, it was taken down.", State.NOT_FOUND),
            ("Sorry, this content is not available in your country.", State.GEO_BLOCK),
            ("We are carrying out maintenance and will be back soon.", State.MAINTENANCE),
            ("Something went wrong on our side. Please try again.", State.APP_ERROR),
        ],
    )
    def test_a_page_of_a_few_words_is_what_it_says(self, words: str, state: State) -> None:
        assert judge(f"<title>Note</title><h1>Note</h1><p>{words}</p>").state is state
