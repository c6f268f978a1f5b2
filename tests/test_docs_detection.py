"""docs/detection.md tells what the code does: its order of states is the code's, its figures have a place to be written."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import figures  # noqa: E402

from harness.core.model import State  # noqa: E402
from harness.rules.decide import PRECEDENCE  # noqa: E402

TEXT = (ROOT / "docs" / "detection.md").read_text(encoding="utf-8")
BLOCKS = (
    *("precedence", "bench", "perturb", "perturb-pages", "engines"),
    *("ordinary", "ends", "wordings", "wordings-texts", "wordings-drawn"),
)


def block(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", TEXT, re.S)
    assert found is not None
    return found[1].strip()


def test_the_order_of_states_is_the_code_s() -> None:
    assert block("precedence") == figures.precedence()
    assert set(PRECEDENCE) == set(State) - {State.UNKNOWN}


@pytest.mark.parametrize("name", BLOCKS)
def test_every_table_has_been_measured(name: str) -> None:
    assert block(name)


def test_a_block_is_replaced_and_the_rest_stays() -> None:
    changed = figures.between(TEXT, "bench", "| new |")

    assert "<!-- bench -->\n\n| new |\n\n<!-- /bench -->" in changed
    assert figures.between(changed, "bench", block("bench")) == TEXT


def test_a_page_without_the_markers_is_told() -> None:
    with pytest.raises(SystemExit, match="has no <!-- bench -->"):
        figures.between("# Detection", "bench", "")


def test_the_calibration_s_report_is_there() -> None:
    report = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")

    assert "cross-validated" in report
    assert "The largest difference between plain and cross-validated figures" in report
