"""What a rule says it cannot do without, it really cannot do without."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from harness.observe.static import observe
from harness.reading import read
from harness.rules import all_rules, questions
from harness.rules.match import all_of, any_of, meta, phrase, unless, visible
from harness.rules.rule import has

PAGES = sorted((Path(__file__).parents[2] / "pages").glob("*/page.html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_no_rule_sees_anything_without_what_it_needs(path: Path) -> None:
    """A rule that is not asked would have said nothing."""
    known = tomllib.loads((path.parent / "page.toml").read_text(encoding="utf-8"))
    reading = read(
        observe(path.read_bytes(), url=known.get("url"), status=known.get("status"), questions=questions())
    )
    there = has(reading)

    left_out = [rule for rule in all_rules() if rule.when.needs and there.isdisjoint(rule.when.needs)]
    assert [rule.id for rule in left_out if rule.when(reading)] == []
    assert len(left_out) > 50


def test_needs_are_those_of_the_parts() -> None:
    """All of several need what the one that needs least needs; any of several, what each needs."""
    wall, words, anything = visible(".a", ".b"), phrase("paywall"), meta("x", "y")

    assert all_of(wall, words, anything).needs == {"says paywall"}
    assert any_of(wall, words).needs == {"hit .a", "hit .b", "says paywall"}
    assert any_of(wall, anything).needs is None
    assert unless(wall, words).needs == wall.needs
