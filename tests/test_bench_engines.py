"""Do the engines agree? Disagreements and their reasons, from verdicts alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness.core.model import State
from harness.measure.bench.bench import Judged, judge_static
from harness.measure.bench.engines import compare
from harness.measure.bench.engines_report import as_json, as_markdown, as_text
from harness.sources.labelled import read_saved

PAGES = Path(__file__).parents[1] / "pages"


def told(name: str) -> Judged:
    label = next(label for label in read_saved(PAGES).labels if label.id == name)
    return judge_static(label)


def as_state(judged: Judged, state: State, words: int) -> Judged:
    assert judged.verdict is not None
    facts = replace(judged.verdict.article, words=words)
    return replace(judged, verdict=replace(judged.verdict, state=state, article=facts, signals=()))


def test_the_same_state_is_no_disagreement() -> None:
    page = told("open-poem")

    found = compare([page], [page])

    assert (found.pages, found.same, found.disagreements) == (1, 1, ())


@pytest.mark.parametrize(
    ("static", "browser", "reason"),
    [
        ((State.JS_REQUIRED, 0), (State.FULL, 400), "scripts bring what the HTML does not hold"),
        ((State.FULL, 400), (State.EMPTY, 0), "scripts or layout take the text away"),
        ((State.FULL, 400), (State.LOAD_ERROR, 0), "the browser did not load it"),
        ((State.FULL, 400), (State.PAYWALL, 60), "the browser sees less text: 60 words against 400"),
        ((State.PAYWALL, 60), (State.FULL, 400), "the browser sees more text: 400 words against 60"),
        ((State.FULL, 400), (State.PAYWALL, 400), "the text is the same"),
    ],
)
def test_a_disagreement_has_its_reason(
    static: tuple[State, int], browser: tuple[State, int], reason: str
) -> None:
    page = told("open-poem")

    found = compare([as_state(page, *static)], [as_state(page, *browser)])

    assert [one.reason.startswith(reason) for one in found.disagreements] == [True]
    assert reason.split(":")[0] in " ".join(as_text(found, title="pages").split())
    assert as_json(found)["disagreements"][0]["reason"].startswith(reason)
    assert "Same state on 0 of 1 pages." in as_markdown(found)


def test_a_page_that_one_engine_could_not_look_at_is_left_out() -> None:
    page = told("open-poem")

    assert compare([page], [replace(page, verdict=None)]).pages == 0
