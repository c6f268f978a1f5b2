"""All rules, found by walking this package: ``rules/<state>/<telltale>.py`` with one ``RULE``.

The id of a rule is its path, its documentation its docstring. Others add rules through the entry point
group ``harness.rules``: a package that is walked the same way, its ids prefixed with the entry's name.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from types import ModuleType

from harness.errors import RuleError
from harness.observation import Questions
from harness.rules.rule import Matcher, Rule

__all__ = ["Matcher", "Rule", "all_rules", "questions"]

_OURS = frozenset({"rule", "match", "vendors"})


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """All rules by id.

    Raises:
        RuleError: a rule module has no ``RULE`` or no docstring; the message names it.
    """
    import harness.rules as ours

    rules = list(walk(ours))
    for entry in sorted(entry_points(group="harness.rules"), key=lambda e: e.name):
        rules += (replace(rule, id=f"{entry.name}/{rule.id}") for rule in walk(entry.load()))
    return tuple(sorted(rules, key=lambda r: r.id))


def walk(package: ModuleType) -> Iterator[Rule]:
    """The rules of a package; modules whose name begins with an underscore are helpers."""
    prefix = f"{package.__name__}."
    for info in pkgutil.walk_packages(package.__path__, prefix):
        path = info.name.removeprefix(prefix)
        if info.ispkg or path in _OURS or path.rpartition(".")[2].startswith("_"):
            continue
        rule_id = path.replace(".", "/")
        module = import_module(info.name)
        rule = getattr(module, "RULE", None)
        if not isinstance(rule, Rule):
            raise RuleError(rule_id, "the module has no RULE = Rule(…)")
        if not (module.__doc__ or "").strip():
            raise RuleError(rule_id, "the module has no docstring; it is the rule's documentation")
        yield replace(rule, id=rule_id, doc=(module.__doc__ or "").strip())


@lru_cache(maxsize=1)
def questions() -> Questions:
    """What the rules ask of the DOM, for the engines to answer in one go."""
    rules = all_rules()
    return Questions(
        selectors=tuple(sorted({s for r in rules for s in r.when.selectors})),
        marks=tuple(sorted({m for r in rules for m in r.when.marks})),
    )
