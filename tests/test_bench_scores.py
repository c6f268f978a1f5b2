"""What verdicts are worth against labels."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.core.model import (
    Advice,
    ArticleFacts,
    Content,
    Engine,
    Note,
    Retry,
    State,
    TextSource,
    Verdict,
)
from harness.measure.bench.bench_score import Counts, Share, counts, score, wilson
from harness.sources.labels import Confidence, Label


def label(
    state: State,
    content: Content,
    *,
    also: frozenset[str] = frozenset(),
    lang: str | None = "en",
    confidence: Confidence = Confidence.SURE,
    text_source: TextSource | None = None,
) -> Label:
    return Label(
        "page",
        Path("page.html"),
        state,
        content,
        also=also,
        lang=lang,
        confidence=confidence,
        text_source=text_source,
    )


def verdict(
    state: State,
    content: Content,
    *,
    also: tuple[State | Note, ...] = (),
    text_source: TextSource = TextSource.VISIBLE,
) -> Verdict:
    return Verdict(
        target="page",
        url=None,
        final_url=None,
        status=None,
        title="",
        lang=None,
        engine=Engine.STATIC,
        state=state,
        content=content,
        also=also,
        retry=Retry(Advice.NONE),
        article=ArticleFacts(0, None, text_source, "", ""),
        signals=(),
        despite=(),
    )


FULL = (State.FULL, Content.COMPLETE)
CUT = (State.TRUNCATED, Content.PARTIAL)
PAY = (State.PAYWALL, Content.PARTIAL)
HOME = (State.NOT_ARTICLE, Content.COMPLETE)


def test_the_incomplete_question_counts_any_content_but_complete() -> None:
    pairs = [
        (label(*CUT), verdict(*PAY)),  # found, whatever the state
        (label(*CUT), verdict(*FULL)),  # missed
        (label(*FULL), verdict(*CUT)),  # false alarm
        (label(*FULL), verdict(*HOME)),  # complete is complete
        (label(*HOME), verdict(*FULL)),
    ]

    asked = score(pairs).incomplete

    assert asked == Counts(tp=1, fp=1, fn=1, tn=2)
    assert (asked.precision, asked.recall, asked.f1) == (0.5, 0.5, 0.5)
    assert asked.false_alarms == pytest.approx(1 / 3)


def test_an_unknown_verdict_on_a_complete_page_is_a_false_alarm() -> None:
    scores = score([(label(*FULL), verdict(State.UNKNOWN, Content.UNKNOWN))])

    assert scores.incomplete == Counts(fp=1)


def test_each_state_is_a_question_of_its_own() -> None:
    scores = score([(label(*CUT), verdict(*CUT)), (label(*CUT), verdict(*PAY)), (label(*PAY), verdict(*PAY))])

    assert scores.states == {
        State.TRUNCATED: Counts(tp=1, fn=1, tn=1),
        State.PAYWALL: Counts(tp=1, fp=1, tn=1),
    }
    assert scores.confusion == {
        (State.TRUNCATED, State.TRUNCATED): 1,
        (State.TRUNCATED, State.PAYWALL): 1,
        (State.PAYWALL, State.PAYWALL): 1,
    }
    assert scores.state == Share(2, 3)


def test_cut_pages_are_also_scored_as_one_class() -> None:
    scores = score([(label(*CUT), verdict(*PAY)), (label(*FULL), verdict(*FULL))])

    assert scores.cut == Counts(tp=1, tn=1)


def test_unsure_labels_are_left_out() -> None:
    scores = score([(label(*CUT, confidence=Confidence.UNSURE), verdict(*FULL))])

    assert (scores.pages, scores.unsure) == (0, 1)
    assert scores.incomplete == Counts()
    assert scores.incomplete.precision is None


def test_each_name_of_also_is_a_question_of_its_own() -> None:
    true = label(*FULL, also=frozenset({"consent_banner", "paywall_offer"}))
    scores = score([(true, verdict(*FULL, also=(Note.CONSENT_BANNER, State.APP_ERROR)))])

    assert scores.also == {
        "app_error": Counts(fp=1),
        "consent_banner": Counts(tp=1),
        "paywall_offer": Counts(fn=1),
    }


def test_text_sources_are_compared_only_where_the_label_tells_one() -> None:
    scores = score(
        [
            (label(*FULL, text_source=TextSource.VISIBLE), verdict(*FULL)),
            (label(*PAY, text_source=TextSource.STRUCTURED_DATA), verdict(*PAY)),
            (label(*CUT), verdict(*CUT)),
        ]
    )

    assert scores.text_source == Share(1, 2)


def test_languages_are_counted_by_their_primary_subtag_largest_first() -> None:
    pairs = [
        (label(*FULL, lang=lang), verdict(*FULL)) for lang in ("de", "en-GB", "EN_us", None, "de-AT", "en")
    ]

    assert [(lang, share.of) for lang, (share, _) in score(pairs).languages.items()] == [
        ("en", 3),
        ("de", 2),
        ("?", 1),
    ]


def test_no_pages_give_no_rates() -> None:
    scores = score([])

    assert scores.state.rate is None
    assert scores.incomplete.recall is None


@given(st.lists(st.tuples(st.booleans(), st.booleans())))
def test_every_answer_is_counted_once(answers: list[tuple[bool, bool]]) -> None:
    c = counts(answers)

    assert c.tp + c.fp + c.fn + c.tn == len(answers)


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share_and_stays_between_0_and_1(share: tuple[int, int]) -> None:
    hits, of = share
    low, high = wilson(hits, of)

    assert 0 <= low <= hits / of + 1e-12
    assert hits / of - 1e-12 <= high <= 1


def test_an_interval_of_nothing_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_an_interval_is_wilsons() -> None:
    low, high = wilson(9, 10)

    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)


def test_alarms_are_counted_among_all_complete_pages_read_or_not() -> None:
    unread = [
        replace(label(*FULL, confidence=Confidence.UNREAD), id=str(n), domain=f"{n % 3}.example")
        for n in range(8)
    ]
    said = [verdict(*CUT), verdict(*FULL), verdict(*FULL), verdict(*CUT), *[verdict(*FULL)] * 4]
    read = [(label(*FULL), verdict(*FULL)), (label(*FULL), verdict(*CUT)), (label(*CUT), verdict(*CUT))]
    scores = score([*zip(unread, said, strict=True), *read])

    assert (scores.pages, scores.unread, scores.unsure) == (3, 8, 0)
    assert scores.ordinary.alarms == Share(3, 10)
    assert scores.ordinary.unread == Share(2, 8)
    assert scores.ordinary.per_thousand == pytest.approx(300)
    assert scores.ordinary.domains == Share(2, 4)
    assert scores.ordinary.several == {"0.example": 2}


def test_precision_at_the_webs_own_mix_follows_from_alarms_and_recall() -> None:
    complete = [(label(*FULL), verdict(*(CUT if n == 0 else FULL))) for n in range(100)]
    cut = [(label(*CUT), verdict(*(FULL if n == 0 else CUT))) for n in range(10)]
    scores = score([*complete, *cut])

    assert scores.ordinary.found == Share(9, 10)
    assert scores.ordinary.precision(0.01) == pytest.approx(0.009 / (0.009 + 0.0099))
    assert score(complete).ordinary.precision(0.01) is None
