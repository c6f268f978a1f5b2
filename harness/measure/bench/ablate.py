"""What each rule adds and costs: every page is judged once, then again without each rule that fired on it.

A rule that did not fire changes nothing when it goes, so the corpus is read once, however many rules there
are. What rules share (phrases, the reading of the article) stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from harness.core.errors import RuleError, TargetError
from harness.core.model import Verdict
from harness.core.rulebook import STANDARD, Rulebook
from harness.measure.bench.bench_score import Counts, counts
from harness.observe.static import observe
from harness.reading import read
from harness.rules import all_rules, questions
from harness.rules.decide import ask_all, decide
from harness.sources.labels import Label
from harness.sources.octets import read_file
from harness.sources.source import DEFAULT


@dataclass(frozen=True, slots=True)
class Ablated:
    """One page, judged with all rules and without each that fired.

    Args:
        whole: the verdict of all rules; ``None``: the page could not be read.
        without: by rule that fired, the verdict of the others.
    """

    label: Label
    whole: Verdict | None
    without: Mapping[str, Verdict] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a rule does on a corpus. Positive: it adds.

    Args:
        fired: pages it fired on.
        changed: pages whose state would be another without it.
        states: right states it adds.
        found: incomplete pages found thanks to it.
        alarms: false alarms on complete pages it causes (negative: prevents).
        notes: right names of ``also`` it adds, less wrong ones.
        pages: ids of the pages whose state would be another without it, with + where it helps and - where
            it harms.
    """

    rule: str
    fired: int
    changed: int
    states: int
    found: int
    alarms: int
    notes: int
    pages: tuple[str, ...] = ()

    @property
    def balance(self) -> int:
        """Right states and complete-or-not answers that it adds, less those that it costs."""
        return self.states + self.found - self.alarms


@dataclass(frozen=True, slots=True)
class Ablation:
    """The effects of all rules on a corpus.

    Args:
        pages: how many pages count.
        states: how many states are right with all rules.
        incomplete: the question "is the main text not all there?" with all rules.
        without: the same without each rule that has an effect.
        effects: of the rules that fired, most helpful first.
        silent: rules that fired on no page.
    """

    pages: int
    states: int
    incomplete: Counts
    without: Mapping[str, Counts]
    effects: tuple[Effect, ...]
    silent: tuple[str, ...]

    @property
    def costly(self) -> tuple[Effect, ...]:
        """Rules that cost more than they add."""
        return tuple(e for e in self.effects if e.balance < 0 or (e.balance == 0 and e.notes < 0))


def ablate(label: Label, rulebook: Rulebook = STANDARD) -> Ablated:
    """Judge one page with all rules and without each that fired, by the static engine."""
    try:
        html = read_file(label.path, label.id, DEFAULT)
    except (TargetError, OSError) as error:
        return Ablated(label, None, problem=str(error))
    page = observe(
        html, url=label.url, status=label.status, headers=dict(label.headers), questions=questions(rulebook)
    )
    reading = read(page, rulebook)
    try:
        signals = tuple(ask_all(reading))
    except RuleError as error:
        return Ablated(label, None, problem=f"{label.id}: {error}")
    without = {
        rule: decide(reading, tuple(s for s in signals if s.rule != rule), label.id)
        for rule in dict.fromkeys(s.rule for s in signals)
    }
    return Ablated(label, decide(reading, signals, label.id), without)


def effects(ablated: Iterable[Ablated], rulebook: Rulebook = STANDARD) -> Ablation:
    """What every rule adds and costs, over the pages whose labels are sure."""
    pages = [(a, a.whole) for a in ablated if a.whole is not None and a.label.sure]
    by_rule: dict[str, list[tuple[Ablated, Verdict, Verdict]]] = {}
    for page, whole in pages:
        for rule, less in page.without.items():
            by_rule.setdefault(rule, []).append((page, whole, less))
    found = [_effect(rule, seen) for rule, seen in by_rule.items()]
    found.sort(key=lambda e: (-e.balance, -e.notes, -e.fired, e.rule))
    return Ablation(
        pages=len(pages),
        states=sum(page.label.state is whole.state for page, whole in pages),
        incomplete=counts((not page.label.complete, not whole.complete) for page, whole in pages),
        without={
            e.rule: counts(
                (not page.label.complete, not page.without.get(e.rule, whole).complete)
                for page, whole in pages
            )
            for e in found
            if e.changed
        },
        effects=tuple(found),
        silent=tuple(rule.id for rule in all_rules(rulebook) if rule.id not in by_rule),
    )


def _effect(rule: str, seen: list[tuple[Ablated, Verdict, Verdict]]) -> Effect:
    states = found = alarms = notes = 0
    pages: list[str] = []
    for page, whole, less in seen:
        label = page.label
        gained = (label.state is whole.state) - (label.state is less.state)
        states += gained
        noticed = (not whole.complete) - (not less.complete)
        if label.complete:
            alarms += noticed
        else:
            found += noticed
        notes += _names_right(label, whole) - _names_right(label, less)
        if whole.state is not less.state:
            pages.append(f"{'+' if gained > 0 else '-' if gained < 0 else '='}{label.id}")
    return Effect(rule, len(seen), len(pages), states, found, alarms, notes, tuple(pages))


def _names_right(label: Label, verdict: Verdict) -> int:
    said = {name.value for name in verdict.also}
    return len(said & label.also) - len(said - label.also)
