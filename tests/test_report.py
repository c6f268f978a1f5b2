"""Reports: what people and programs read of a verdict."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pytest

from harness.core.clean import clean, clean_data
from harness.core.errors import TargetError, UsageError
from harness.core.model import (
    Advice,
    ArticleFacts,
    Consent,
    Content,
    Engine,
    Evidence,
    Note,
    Retry,
    Signal,
    State,
    TextSource,
    Verdict,
)
from harness.look.change import Baseline, Change, Kind
from harness.look.checked import Checked
from harness.report.layout import Span, cells, cut, wrap
from harness.report.words import NOTES, RETRY_WORDS, advice, headline
from harness.report.writer import Paper, TellsGone, format_names, open_report
from harness.sources.page import Expect

VERDICT = Verdict(
    target="pages/ferry",
    url="https://news.example/2026/ferry",
    final_url="https://news.example/2026/ferry",
    status=200,
    title="Ferry",
    lang="en",
    engine=Engine.STATIC,
    state=State.TRUNCATED,
    content=Content.PARTIAL,
    also=(State.APP_ERROR, Note.UI_CHROME),
    retry=Retry(Advice.NONE),
    article=ArticleFacts(312, 900, TextSource.VISIBLE, "The ferry runs", "said on Tuesday that…"),
    signals=(
        Signal("truncated/label", State.TRUNCATED, True, (Evidence("at the top", "Article excerpt"),)),
        Signal("app_error/beside", State.APP_ERROR, True, (Evidence("after the text", "It failed."),), True),
    ),
    despite=(Signal("full/end", State.FULL, False, (Evidence("at the end", "A sentence."),)),),
)
HOSTILE = "a\x1b]0;owned\x07b\x9b31mc\u202egnp.exe\u2066d\ud800e\u200ef\r\n::error::g\u2028h\x00"
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def report(form: str, *checked: Checked, colour: bool = False, width: int = 80) -> str:
    """What a format writes."""
    stream = io.StringIO()
    writer = open_report(form, Paper(stream, colour, width))
    for item in checked:
        writer.add(item)
    writer.close()
    return stream.getvalue()


def test_the_text_report_says_state_what_why_and_what_to_do() -> None:
    """Everything a person needs, in plain words."""
    text = report("text", Checked("pages/ferry", VERDICT))

    assert text.startswith("◐ truncated  pages/ferry\n")
    assert "312 of 900 promised words, cut with an ellipsis." in text
    assert "“Article excerpt”" in text
    assert "“Article excerpt”  at the top  truncated/label" in text
    assert "app_error  “It failed.”" in text
    assert "ui_chrome" in text
    assert "despite full" in text
    assert "Loading it again brings no more" in text


@pytest.mark.parametrize("width", [30, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Also with wide letters, long words and long addresses."""
    long = replace(
        VERDICT,
        target="x" * 300,
        url="https://news.example/" + "y" * 300,
        final_url=None,
        signals=(
            Signal("truncated/a", State.TRUNCATED, True, (Evidence("where", "港の再開は" * 30),)),
            Signal("truncated/b", State.TRUNCATED, True, (Evidence("z" * 200, "word " * 40),)),
        ),
    )
    text = report("text", Checked("x", long, remark="r " * 200), Checked("x", long), width=width)

    assert max(cells(line) for line in text.splitlines()) <= min(width, 100)


def test_colour_only_when_asked() -> None:
    """Escape sequences are ours alone, and only on paper that takes them."""
    plain = report("text", Checked("pages/ferry", VERDICT))
    coloured = report("text", Checked("pages/ferry", VERDICT), colour=True)

    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_several_verdicts_end_with_a_summary() -> None:
    """How many of which state, and how many could not be looked at."""
    full = replace(VERDICT, state=State.FULL, content=Content.COMPLETE, also=(), signals=(), despite=())
    failed = Checked("gone", error=TargetError("gone", "there is no such file"))
    text = report("text", Checked("a", VERDICT), Checked("b", full), Checked("c", full), failed)

    assert text.endswith("3 judged · 1 could not be looked at · 2 full · 1 truncated\n")


def test_what_differs_from_the_label_is_shown() -> None:
    """Each difference in words."""
    checked = Checked("a", VERDICT, expect=Expect("paywall", "none", ("ui_chrome", "meter_notice")))

    assert checked.differs == (
        "expected paywall, found truncated",
        "expected content none, found partial",
        "expected also meter_notice",
    )
    assert not checked.passed
    assert "expected paywall, found truncated" in report("text", checked)


def test_a_verdict_passes_as_expected_or_as_a_whole_article() -> None:
    """A cut page that is labelled so is as it should be; a home page is complete and no article."""
    home = replace(VERDICT, state=State.NOT_ARTICLE, content=Content.COMPLETE)
    assert home.complete
    assert not home.whole_article
    assert not Checked("a", home).passed
    assert Checked("a", home, expect=Expect("not_article")).passed
    assert Checked("a", VERDICT, expect=Expect("truncated")).passed
    assert not Checked("a", VERDICT).passed
    assert Checked("a", replace(VERDICT, state=State.FULL)).passed


def test_json_lines_are_verdicts() -> None:
    """One object a line, also of what could not be looked at."""
    text = report(
        "jsonl", Checked("a", VERDICT), Checked("b", error=TargetError("b", "no")), Checked("c", VERDICT)
    )

    told = VERDICT.to_json()
    assert [json.loads(line) for line in text.splitlines()] == [
        told,
        {"target": "b", "error": "b: no"},
        told,
    ]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_array(count: int) -> None:
    """Well-formed for any number of verdicts."""
    text = report("json", *[Checked("a", VERDICT)] * count)

    assert json.loads(text) == [VERDICT.to_json()] * count


@pytest.mark.parametrize("form", format_names())
def test_page_text_cannot_command_a_terminal(form: str) -> None:
    """Control, bidi and unencodable characters stop at the report, in every format and every field."""
    hostile = replace(
        VERDICT,
        target=HOSTILE,
        url="https://news.example/" + HOSTILE,
        final_url=None,
        title=HOSTILE,
        lang=HOSTILE,
        article=ArticleFacts(3, None, TextSource.VISIBLE, HOSTILE, HOSTILE),
        signals=(Signal("truncated/a", State.TRUNCATED, True, (Evidence(HOSTILE, HOSTILE),)),),
    )
    text = report(form, Checked(HOSTILE, hostile, remark=HOSTILE))

    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text
    )
    assert "\n::error" not in text
    text.encode("utf-8")


def test_cleaning_keeps_what_scripts_need() -> None:
    """Joiners, accents, and letters that run from right to left stay."""
    text = "می\u200cخواهم 👩\u200d🚀 Größe שלום"

    assert clean(text) == text
    assert clean_data({"a\x1b": ["b\x07", 1, None, ("c",)]}) == {"a": ["b", 1, None, ["c"]]}


def test_an_unknown_format_is_answered_with_the_nearest() -> None:
    """As every misspelt word is."""
    with pytest.raises(UsageError, match="did you mean 'json'"):
        open_report("jsn", Paper(io.StringIO()))


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("content", list(Content))
@pytest.mark.parametrize("engine", list(Engine))
def test_every_verdict_has_a_headline_and_advice(state: State, content: Content, engine: Engine) -> None:
    """Whole sentences for every combination."""
    verdict = replace(VERDICT, state=state, content=content, engine=engine)

    assert headline(verdict).endswith(".")
    assert advice(verdict).endswith(".")


def test_every_note_and_advice_has_words() -> None:
    """explain has something to say about each."""
    assert set(NOTES) == set(Note)
    assert set(RETRY_WORDS) == set(Advice)


def test_the_servers_waiting_time_is_told() -> None:
    """In the unit a person would use."""
    verdict = replace(VERDICT, state=State.RATE_LIMITED, retry=Retry(Advice.LATER, 7200.0))

    assert advice(verdict).endswith("The server asks to wait 2 h.")


def test_wide_letters_wrap_without_spaces() -> None:
    """Each takes two columns."""
    assert list(wrap([Span("港の再開は春")], 6)) == ["港の再", "開は春"]
    assert cut("港の再開は春", 7) == "港の再…"


def test_the_text_report_tells_visits_changes_and_answered_banners() -> None:
    """Each in a line of its own, where there is such a thing."""
    full = replace(VERDICT, state=State.FULL)
    change = Change(
        Kind.FAILING, ("state: full → truncated",), "full", True, ("truncated", "full", "truncated")
    )
    answered = replace(VERDICT, consent=Consent("reject", "onetrust", True))
    text = report("text", Checked("page", answered, visits=(full, full, answered), change=change))

    assert "  change  newly failing: state: full → truncated (3 looks: truncated, full," in text
    assert "  visits  full, full, truncated: it changed at visit 3\n" in text
    assert "  consent the consent banner (onetrust) was answered: reject\n" in text
    assert not {"change", "visits", "consent"} & {
        w for line in report("text", Checked("page", VERDICT)).splitlines() for w in line.split()[:1]
    }


def test_a_page_that_robots_txt_closes_is_not_told_as_a_failure_to_load() -> None:
    """Nor is one invited to try again."""
    closed = replace(VERDICT, state=State.LOAD_ERROR, content=Content.NONE, retry=Retry(Advice.NEEDS_ACTION))

    assert "robots.txt keeps programs away" in headline(closed)
    assert "--ignore-robots" in advice(closed)
    assert "robots" not in headline(replace(closed, retry=Retry(Advice.TRANSIENT)))


def test_a_private_address_is_told_with_what_opens_it() -> None:
    """To load it again would change nothing."""
    seen = Evidence("load", "private-address: 127.0.0.1 is a loopback address")
    signal = Signal("load_error/no_page", State.LOAD_ERROR, True, (seen,))
    closed = replace(
        VERDICT,
        state=State.LOAD_ERROR,
        content=Content.NONE,
        retry=Retry(Advice.NEEDS_ACTION),
        signals=(signal,),
    )

    assert headline(closed).startswith("The address is not of the public network; it was not loaded")
    assert advice(closed) == "If you mean to look at it: --allow-private."


def test_what_only_the_baseline_has_is_told_at_the_end() -> None:
    """The first of many, and how many more."""
    baseline = Baseline({f"page{n}": VERDICT.to_json() | {"target": f"page{n}"} for n in range(30)})
    stream = io.StringIO()
    writer = open_report("text", Paper(stream))
    assert isinstance(writer, TellsGone)
    writer.gone([baseline.as_gone(target) for target in baseline.verdicts])
    writer.close()

    assert stream.getvalue().count("- gone  page") == 20
    assert "and 10 more are gone" in stream.getvalue()
