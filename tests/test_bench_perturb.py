"""Perturbations: neutral edits keep the verdict, harmful ones are caught. Measured on the saved pages."""

import json
from pathlib import Path

import pytest

from harness.cli import main
from harness.core.model import State
from harness.measure.bench.perturb import Rates, Tried, looker, perturb, rates, suited
from harness.measure.bench.perturb_report import as_json, as_markdown, as_text
from harness.measure.faults.edits import IN_WORDS, Group, all_edits
from harness.measure.faults.fault import all_faults
from harness.sources.labelled import read_saved

PAGES = Path(__file__).parents[1] / "pages"
LABELS = [label for label in read_saved(PAGES).labels if suited(label)]
SEED = 7


@pytest.fixture(scope="module")
def tried() -> list[Tried]:
    """Every third complete page with every edit that counts."""
    look = looker([e.name for e in all_edits().values() if e.group is not Group.TRACELESS], SEED)
    return [look(label) for label in LABELS[::3]]


@pytest.fixture(scope="module")
def found(tried: list[Tried]) -> Rates:
    return rates(tried)


def missed(found: Rates, group: Group) -> list[str]:
    return [f"{t.page}+{t.edit}" for t in found.wrong if all_edits()[t.edit].group is group]


def test_neutral_edits_keep_the_verdict(found: Rates) -> None:
    share = found.groups[Group.NEUTRAL]

    assert share.of > 80
    assert share.hits >= 0.99 * share.of, missed(found, Group.NEUTRAL)


def test_harmful_edits_are_caught_with_the_right_state(found: Rates) -> None:
    share = found.groups[Group.HARMFUL]

    assert share.of > 90
    # a short last line in dots is a caption's as often as a cut; below a subscribers' label a cut is a paywall's
    assert share.hits >= 0.88 * share.of, missed(found, Group.HARMFUL)


def test_what_stands_instead_of_a_page_is_always_seen(found: Rates) -> None:
    assert found.edits["challenge"].rate == 1.0


def test_the_same_seed_makes_the_same_edits(tried: list[Tried]) -> None:
    names = ["cut_ellipsis_50", "read_on_link", "newsletter_box"]
    first, again = (perturb(LABELS[0], edits=names, seed=3) for _ in range(2))

    assert first == again


def test_edits_that_hang_on_our_own_sentences_are_left_to_wordings() -> None:
    assert set(all_faults()) - IN_WORDS - {"cut_ellipsis"} == set(all_faults()) & set(all_edits())
    assert set(all_faults()) >= IN_WORDS


def test_only_complete_pages_are_edited() -> None:
    assert {label.state for label in LABELS} == {State.FULL}


def test_a_wrong_verdict_is_told_with_its_evidence(tried: list[Tried]) -> None:
    trial = perturb(LABELS[0], edits=["cut_without_trace"], seed=1)
    wrong = rates([trial])

    assert [t.verdict is not None for t in wrong.wrong] == [True]
    said = as_json(wrong)
    assert said["wrong"][0]["verdict"]["signals"]
    assert json.dumps(said)
    assert "cuts that leave no trace" in as_text(wrong, title="pages")
    assert "| `cut_without_trace` | 0 | 1 | 0.000 |" in as_markdown(wrong)


def test_the_command_edits_saved_pages(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["bench", str(PAGES), "--perturb", "--limit", "2", "--edit", "challenge", "--workers", "1"])

    assert code == 0
    assert "challenge                     1.000      2 of 2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--perturb", "--edit", "challange"], "did you mean 'challenge'?"),
        (["--edit", "challenge"], "--edit goes with --perturb"),
        (["--perturb", "--ablate"], "measured one at a time"),
        (["--perturb", "--only", "parked"], "no page here is labelled full"),
    ],
)
def test_a_wrong_combination_is_a_usage_error(
    options: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench", str(PAGES), *options]) == 2
    assert why in capsys.readouterr().err
