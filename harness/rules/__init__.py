"""All rules, found by walking this package: ``rules/<state>/<telltale>.py`` with one ``RULE``, ``rules/vendors/`` with
``RULES`` of a vendor.

The id of a rule is its path and its documentation the docstring; of one in ``RULES`` they are its key and its ``doc``. Others
add rules through the entry point group ``harness.rules``: a package that is walked the same way, its ids prefixed
with the entry's name; or through folders that a :class:`harness.Rulebook` names, their ids prefixed with the folder's.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from harness.core.rulebook import STANDARD, Rulebook
from harness.language.notices import own_wordings
from harness.language.phrasebook import book
from harness.observe.observation import Questions
from harness.rules import own
from harness.rules.rule import Matcher, Rule

__all__ = ["Matcher", "Rule", "all_rules", "packaged_folders", "questions", "read_all", "worth_asking"]

_OURS = frozenset({"decide", "match", "own", "rule", "table", "vendor", "why"})


def read_all(rulebook: Rulebook) -> Rulebook:
    """Read now what a rulebook names, so that a mistake in it is told before any page is looked at.

    Raises:
        RuleError: a rule is malformed.
        PhraseError: a phrase file is.
        UsageError: a file of wordings is.
    """
    all_rules(rulebook)
    book(rulebook.phrases)
    own_wordings(rulebook.wordings)
    return rulebook


def all_rules(rulebook: Rulebook = STANDARD) -> tuple[Rule, ...]:
    """All rules of a rulebook by id.

    Raises:
        RuleError: a rule module has no rule, or a rule no documentation; the message names it.
    """
    return _all(rulebook.rules)


@lru_cache(maxsize=8)
def _all(folders: tuple[Path, ...]) -> tuple[Rule, ...]:
    import harness.rules as ours

    rules = list(walk(ours))
    for name, package in _packaged():
        rules += (replace(rule, id=f"{name}/{rule.id}") for rule in walk(package))
    for folder in folders:
        rules += own.rules_of(folder)
    return tuple(sorted(rules, key=lambda r: r.id))


@cache
def _packaged() -> tuple[tuple[str, ModuleType], ...]:
    entries = sorted(entry_points(group="harness.rules"), key=lambda entry: entry.name)
    return tuple((entry.name, entry.load()) for entry in entries)


def packaged_folders() -> tuple[Path, ...]:
    """The folders of rules of installed packages."""
    return tuple(Path(place) for _, package in _packaged() for place in package.__path__)


def worth_asking(there: Iterable[str], rulebook: Rulebook = STANDARD) -> list[Rule]:
    """Of all rules, in order, those that may see something on a page.

    Args:
        there: what the page has, in the words of :attr:`Matcher.needs`.
        rulebook: whose rules.
    """
    always, by_need = _by_need(rulebook.rules)
    numbers = set(always)
    for need in there:
        numbers.update(by_need.get(need, ()))
    rules = _all(rulebook.rules)
    return [rules[number] for number in sorted(numbers)]


@lru_cache(maxsize=8)
def _by_need(folders: tuple[Path, ...]) -> tuple[tuple[int, ...], Mapping[str, tuple[int, ...]]]:
    """The numbers of the rules that are always asked, and of the others by what they need."""
    always: list[int] = []
    by_need: dict[str, list[int]] = {}
    for number, rule in enumerate(_all(folders)):
        if rule.when.needs is None:
            always.append(number)
            continue
        for need in rule.when.needs:
            by_need.setdefault(need, []).append(number)
    return tuple(always), {need: tuple(numbers) for need, numbers in by_need.items()}


def walk(package: ModuleType) -> Iterator[Rule]:
    """The rules of a package; modules whose name begins with an underscore are helpers."""
    prefix = f"{package.__name__}."
    for info in pkgutil.walk_packages(package.__path__, prefix):
        path = info.name.removeprefix(prefix)
        if info.ispkg or path in _OURS or path.rpartition(".")[2].startswith("_"):
            continue
        yield from own.rules_in(import_module(info.name), path.replace(".", "/"))


def questions(rulebook: Rulebook = STANDARD) -> Questions:
    """What the rules ask of the DOM, for the engines to answer in one go."""
    return _questions(rulebook.rules)


@lru_cache(maxsize=8)
def _questions(folders: tuple[Path, ...]) -> Questions:
    rules = _all(folders)
    return Questions(
        selectors=tuple(sorted({s for r in rules for s in r.when.selectors})),
        marks=tuple(sorted({m for r in rules for m in r.when.marks})),
    )
