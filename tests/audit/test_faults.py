"""Every fault on pages makes what it says, and keeps the truth of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from harness.core.errors import UsageError
from harness.core.model import Content, State
from harness.look.judge import judge
from harness.measure.audit.answer import Answer
from harness.measure.audit.outcome import Outcome, judge_outcome
from harness.measure.audit.suite import labelled, own_articles
from harness.measure.faults.case import Case
from harness.measure.faults.fault import all_faults, all_neutral, combination, mutate, named
from harness.measure.faults.specimen import Specimen, examine
from harness.observe.static import observe

REPLACED = [name for name, fault in all_faults().items() if fault.state not in (State.FULL, State.TRUNCATED)]


@cache
def specimens() -> Mapping[str, Specimen]:
    """The articles that come with harness, opened."""
    opened = {case.page: examine(case) for case in labelled([str(own_articles())])}
    return {page: specimen for page, specimen in opened.items() if specimen is not None}


def test_all_articles_that_come_with_harness_can_be_opened() -> None:
    assert len(specimens()) == len(list(labelled([str(own_articles())]))) >= 6


@cache
def changed(fault: str) -> list[Case]:
    """The articles with a fault, where they allow it."""
    return [case for s in specimens().values() if (case := mutate(s, (fault,))) is not None]


@pytest.mark.parametrize("name", all_faults())
def test_a_fault_makes_the_state_it_names_on_most_pages(name: str) -> None:
    """And is documented; every page it declines stays as it was."""
    fault = named(name)
    cases = changed(name)

    assert len(cases) >= 3
    assert {case.truth.state for case in cases} == {fault.state}
    assert fault.summary.endswith((".", ")")) or fault.summary
    assert all(case.faults == (name,) for case in cases)


@pytest.mark.parametrize("name", all_faults())
def test_the_same_seed_makes_the_same_page(name: str) -> None:
    first = next(s for s in specimens().values() if mutate(s, (name,)) is not None)

    assert mutate(first, (name,), seed=3) == mutate(first, (name,), seed=3)


@pytest.mark.parametrize("name", all_faults())
def test_the_truth_is_on_the_page(name: str) -> None:
    """What a reader is said to see stands in the HTML, and what is cut away stands there no more."""
    for case in changed(name):
        page = observe(case.html, url=case.url, status=case.status, headers=case.headers)
        text = " ".join(" ".join(block.text for block in page.blocks).split())
        if case.truth.text and name not in ("mojibake", "wrong_charset"):
            assert " ".join(case.truth.text.split("\n")[0].split())[:60] in text
        if name.startswith(("cut_", "teaser_", "page_one", "read_on", "error_after", "excerpt", "status_")):
            lost = max(case.truth.withheld.split("\n"), key=len)
            assert lost[-40:] not in text


@pytest.mark.parametrize("name", [n for n in all_faults() if named(n).state is not State.FULL])
def test_a_scraper_that_believes_the_page_is_not_right(name: str) -> None:
    """The visible text of a faulty page, handed on without a word, is never a good outcome.

    Unless the fault only hides the text, and the scraper is given all of it.
    """
    for case in changed(name):
        given = " ".join((case.truth.text or "", *(p.text for p in case.truth.foreign)))
        outcome = judge_outcome(case.truth, Answer(given)).outcome

        assert outcome in (Outcome.FOOLED, Outcome.SILENT_PARTIAL) or not given.strip()


@pytest.mark.parametrize("name", [n for n in all_faults() if named(n).state is State.FULL])
def test_a_fault_that_leaves_the_article_whole_lets_a_scraper_be_right(name: str) -> None:
    for case in changed(name):
        assert judge_outcome(case.truth, Answer(case.truth.text)).outcome is Outcome.CORRECT


@pytest.mark.parametrize("name", REPLACED)
def test_harness_sees_what_stands_in_the_articles_place(name: str) -> None:
    wrong = [
        case.id
        for case in changed(name)
        if name != "cut_html"
        and judge(case.html, url=case.url, status=case.status, headers=case.headers).complete
    ]

    assert wrong == []


@pytest.mark.parametrize("name", all_neutral())
def test_a_neutral_edit_keeps_the_verdict(name: str) -> None:
    for specimen in specimens().values():
        case = mutate(specimen, (name,))
        if case is not None:
            verdict = judge(case.html, url=case.url, status=case.status, headers=case.headers)

            assert (case.id, verdict.state) == (case.id, State.FULL)


def test_faults_are_combined_in_order() -> None:
    case = mutate(specimens()["faro"], ("cut_ellipsis", "error_beside", "ui_chrome"))

    assert case is not None
    assert case.id == "faro+cut_ellipsis+error_beside+ui_chrome"
    assert case.truth.state is State.TRUNCATED
    assert case.truth.content is Content.PARTIAL
    assert {"app_error", "ui_chrome"} <= case.truth.also
    assert {p.kind.value for p in case.truth.foreign} == {"error", "chrome"}


def test_the_seeds_case_is_a_fault() -> None:
    """Excerpt, controls and error sentence in one text: what was once taken for an article."""
    case = mutate(specimens()["lamplighter"], ("excerpt_with_error",))
    assert case is not None
    html = case.body.decode()

    assert "An unknown error has occurred. Please click the button below to reload the page." in html
    assert "…" in html
    assert "Article excerpt" in html
    verdict = judge(case.html, url=case.url)
    assert verdict.state is State.TRUNCATED
    assert {"app_error", "ui_chrome"} <= {str(item) for item in verdict.also}


def test_a_misspelt_fault_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="there is no fault 'overlai'; did you mean 'overlay'"):
        combination("cut_ellipsis+overlai")


def test_a_page_with_hardly_any_text_is_left_alone() -> None:
    case = next(iter(labelled([str(own_articles())])))
    short = "<article><h1>Short</h1><p>Only a line of text.</p></article>"

    assert examine(Case("short", short, case.truth)) is None
