"""Ablation: what each rule adds and costs."""

from pathlib import Path

import pytest

from harness.cli import main
from harness.core.model import Content, State
from harness.measure.bench.ablate import Ablated, ablate, effects
from harness.measure.bench.ablate_report import as_json, as_markdown, as_text
from harness.sources.labelled import read_saved
from harness.sources.labels import Label

PAGES = Path(__file__).parents[1] / "pages"
LABELS = {label.id: label for label in read_saved(PAGES).labels}
CHOSEN = ("seed-excerpt", "truncated-error-at-cut", "open-poem", "parked-for-sale", "truncated-chinese")


@pytest.fixture(scope="module")
def ablated() -> list[Ablated]:
    return [ablate(LABELS[name]) for name in CHOSEN]


def test_a_rule_that_alone_sees_a_state_adds_it(ablated: list[Ablated]) -> None:
    found = {e.rule: e for e in effects(ablated).effects}

    parked = found["parked/stop"]
    assert (parked.states, parked.changed, parked.pages) == (1, 1, ("+parked-for-sale",))


def test_without_a_rule_the_others_still_speak(ablated: list[Ablated]) -> None:
    page = next(a for a in ablated if a.label.id == "truncated-error-at-cut")

    assert page.whole is not None
    assert page.whole.state is State.TRUNCATED
    assert page.without["truncated/stop"].state is State.FULL  # what it outvoted
    assert page.without["full/natural_end"].state is State.TRUNCATED


def test_a_rule_that_misleads_costs_more_than_it_adds() -> None:
    cut = LABELS["truncated-page-one-of-three"]
    whole = Label(cut.id, cut.path, State.FULL, Content.COMPLETE, url=cut.url, status=cut.status)

    costly = effects([ablate(whole)]).costly

    assert [(e.rule, e.states, e.alarms) for e in costly] == [("truncated/stop", -1, 1)]


def test_rules_that_fired_nowhere_are_named(ablated: list[Ablated]) -> None:
    assert "blocked/datadome" in effects(ablated).silent


def test_the_report_has_a_row_for_each_rule_that_fired(ablated: list[Ablated]) -> None:
    found = effects(ablated)

    assert all(e.rule[:33] in as_text(found, title="pages") for e in found.effects)
    assert "| `parked/stop` | 1 | -1 |" in as_markdown(found)
    assert {row["rule"] for row in as_json(found)["rules"]} == {e.rule for e in found.effects}


def test_the_command_leaves_rules_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", str(PAGES), "--ablate", "--limit", "8", "--workers", "1"]) == 0
    assert "What each rule adds" in capsys.readouterr().out
