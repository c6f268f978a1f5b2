"""``harness rules --numbers`` tells every number that decides."""

from __future__ import annotations

import json

import pytest

from harness.cli import main
from harness.cli.numbers import numbers
from harness.rules.table import NOT_CUT


def test_a_number_is_told_with_its_value_and_what_it_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--numbers"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert f"rules.table.NOT_CUT = {NOT_CUT}" in lines
    assert lines[lines.index(f"rules.table.NOT_CUT = {NOT_CUT}") + 1].startswith("    ")


def test_programs_get_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--numbers", "--format", "json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert {row["place"]: row["value"] for row in told} == {one.place: one.value for one in numbers()}
