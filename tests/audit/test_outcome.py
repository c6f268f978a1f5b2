"""What came back, measured against the truth: each outcome, and what it rests on."""

from __future__ import annotations

import pytest

from harness.core.model import Content, State
from harness.measure.audit.answer import Answer, Ended
from harness.measure.audit.outcome import MEANING, Outcome, judge_outcome, tokens
from harness.measure.faults.case import Kind, Truth

PARAGRAPHS = [
    "The ferry to the islands runs again after two years of repairs, said the harbour office on Monday.",
    "Forty passengers and one goat were on board when it left the old mole at six in the morning.",
    "Its captain, who had waited in the village for the whole of the time, rang the bell three times.",
]
TEXT = "\n".join(PARAGRAPHS)
ERROR = "An unknown error has occurred. Please click the button below to reload the page."
OFFER = "Read on with a subscription for three pounds a week, and cancel it whenever you like to."

WHOLE = Truth(State.FULL, Content.COMPLETE, text=TEXT)
CUT = WHOLE.cut(PARAGRAPHS[0], "\n".join(PARAGRAPHS[1:]), State.TRUNCATED)
PAYWALL = WHOLE.cut(PARAGRAPHS[0], "\n".join(PARAGRAPHS[1:]), State.PAYWALL).beside(Kind.WALL, OFFER)
BROKEN = WHOLE.instead(State.APP_ERROR, Kind.ERROR, ERROR)
BESIDE = WHOLE.beside(Kind.ERROR, ERROR, also=(State.APP_ERROR,))


@pytest.mark.parametrize(
    ("truth", "answer", "outcome"),
    [
        (WHOLE, Answer(TEXT), Outcome.CORRECT),
        (WHOLE, Answer(TEXT.upper().replace(" ", "\n")), Outcome.CORRECT),
        (WHOLE, Answer("The ferry is back\n" + TEXT), Outcome.CORRECT),
        (WHOLE, Answer(PARAGRAPHS[0]), Outcome.PARTIAL),
        (WHOLE, Answer(None), Outcome.PARTIAL),
        (BESIDE, Answer(TEXT), Outcome.CORRECT),
        (BESIDE, Answer(TEXT + "\n" + ERROR), Outcome.POLLUTED),
        (BROKEN, Answer(ERROR), Outcome.FOOLED),
        (BROKEN, Answer(None), Outcome.FLAGGED),
        (BROKEN, Answer(ERROR, flags=("app_error",)), Outcome.FLAGGED),
        (CUT, Answer(PARAGRAPHS[0]), Outcome.SILENT_PARTIAL),
        (CUT, Answer(PARAGRAPHS[0], complete=False), Outcome.FLAGGED),
        (PAYWALL, Answer(PARAGRAPHS[0] + OFFER), Outcome.SILENT_PARTIAL),
        (PAYWALL, Answer(OFFER), Outcome.FOOLED),
        (WHOLE, Answer(TEXT, flags=("paywall",)), Outcome.FALSE_ALARM),
        (WHOLE, Answer(TEXT, complete=False), Outcome.FALSE_ALARM),
        (BESIDE, Answer(TEXT, flags=("app_error",)), Outcome.FLAGGED),
        (WHOLE, Answer(TEXT, flags=("ok",)), Outcome.CORRECT),
        (WHOLE, Answer(ended=Ended.RAISED), Outcome.CRASHED),
        (BROKEN, Answer(ended=Ended.RAISED), Outcome.FLAGGED),
        (WHOLE, Answer(ended=Ended.DIED), Outcome.CRASHED),
        (BROKEN, Answer(ended=Ended.DIED), Outcome.CRASHED),
        (WHOLE, Answer(ended=Ended.HUNG), Outcome.HUNG),
    ],
)
def test_each_outcome_has_its_case(truth: Truth, answer: Answer, outcome: Outcome) -> None:
    assert judge_outcome(truth, answer).outcome is outcome


def test_every_outcome_is_explained() -> None:
    assert set(MEANING) == set(Outcome)


def test_what_the_publisher_cut_is_told_from_what_the_scraper_dropped() -> None:
    """The page shows a third; the scraper returns half of that."""
    half = " ".join(PARAGRAPHS[0].split()[:9])
    scored = judge_outcome(CUT, Answer(half))

    assert scored.cut == pytest.approx(0.68, abs=0.02)
    assert scored.dropped == pytest.approx(0.5, abs=0.02)


def test_the_kinds_of_text_that_do_not_belong_there_are_named() -> None:
    truth = PAYWALL.beside(Kind.ERROR, ERROR).beside(Kind.CHROME, "Search by...")

    scored = judge_outcome(truth, Answer(f"{PARAGRAPHS[0]} Search by {OFFER} {ERROR}"))

    assert scored.leaked == (Kind.CHROME, Kind.ERROR, Kind.WALL)
    assert scored.misleads


def test_hidden_text_that_comes_back_is_noted_and_no_loss() -> None:
    """The site delivered it, so nothing is missing; no reader sees it."""
    scored = judge_outcome(PAYWALL, Answer(TEXT))

    assert scored.outcome is Outcome.CORRECT
    assert scored.took_hidden


def test_a_text_returned_twice_is_pollution() -> None:
    truth = WHOLE.beside(Kind.DUPLICATE, TEXT)

    assert judge_outcome(truth, Answer(TEXT + TEXT)).leaked == (Kind.DUPLICATE,)
    assert judge_outcome(truth, Answer(TEXT)).outcome is Outcome.CORRECT


def test_chrome_alone_misleads_nobody() -> None:
    truth = WHOLE.beside(Kind.CHROME, "Listen to this article Share it with your friends and family")
    scored = judge_outcome(
        truth, Answer(f"Listen to this article. Share it with your friends and family. {TEXT}")
    )

    assert scored.outcome is Outcome.POLLUTED
    assert not scored.misleads


def test_scripts_without_spaces_are_measured_by_their_characters() -> None:
    assert tokens("路面電車 runs") == ["路", "面", "電", "車", "runs"]


def test_where_the_main_text_is_not_known_it_is_not_measured() -> None:
    scored = judge_outcome(Truth(State.FULL, Content.COMPLETE), Answer("any text at all"))

    assert scored.outcome is Outcome.CORRECT
    assert scored.recall is None
