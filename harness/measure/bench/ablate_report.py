"""An ablation in words, as JSON and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harness.measure.bench.ablate import Ablation, Effect
from harness.measure.bench.lines import clip, figure, wrap

PAGES = 6
"""Pages named of a rule without ``--details``."""


def as_text(ablation: Ablation, *, title: str, details: bool = False) -> str:
    """Every rule that fired, with what it adds and costs, then those that cost more."""
    c = ablation.incomplete
    lines = [
        f"{title}: {ablation.pages} pages, {ablation.states} right states, incomplete found with",
        f"precision {figure(c.precision)}, recall {figure(c.recall)}, "
        f"false alarms {figure(c.false_alarms)}. What each rule adds:",
        "",
        f"{'rule':<36}{'fired':>6}{'states':>7}{'found':>6}{'alarms':>7}{'also':>5}",
    ]
    lines += map(_row, ablation.effects)
    lines += ["", f"Cost more than they add: {len(ablation.costly)}"]
    for effect in ablation.costly:
        lines += _pages(effect, None if details else PAGES)
    if details:
        lines += ["", "Pages whose state would be another without the rule (+ right thanks to it, - wrong)"]
        for effect in ablation.effects:
            if effect.changed:
                lines += _pages(effect, None)
    lines += ["", f"Fired on no page: {len(ablation.silent)}"]
    if details:
        lines += wrap("  ", " ".join(ablation.silent))
    return "\n".join(lines) + "\n"


def as_json(ablation: Ablation) -> dict[str, Any]:
    """The same as plain data, with precision, recall and false alarms without each rule."""
    return {
        "pages": ablation.pages,
        "right_states": ablation.states,
        "incomplete": _rates(ablation, None),
        "rules": [
            {
                "rule": e.rule,
                "fired": e.fired,
                "changed": e.changed,
                "states": e.states,
                "found": e.found,
                "alarms": e.alarms,
                "also": e.notes,
                "pages": list(e.pages),
                "incomplete_without": _rates(ablation, e.rule),
            }
            for e in ablation.effects
        ],
        "costly": [e.rule for e in ablation.costly],
        "silent": list(ablation.silent),
    }


def as_markdown(ablation: Ablation) -> str:
    """A table of the rules that change a verdict's state, with the rates without each."""
    whole = ablation.incomplete
    lines = [
        "| without the rule | fired | right states | precision | recall | false alarms |",
        "|---|--:|--:|--:|--:|--:|",
        f"| (none left out) | | {ablation.states} | {figure(whole.precision)} | {figure(whole.recall)} "
        f"| {figure(whole.false_alarms)} |",
    ]
    for e in ablation.effects:
        if e.changed:
            c = ablation.without[e.rule]
            lines.append(
                f"| `{e.rule}` | {e.fired} | {-e.states:+d} | {figure(c.precision)} | {figure(c.recall)} "
                f"| {figure(c.false_alarms)} |"
            )
    return "\n".join(lines) + "\n"


def _row(e: Effect) -> str:
    return f"  {clip(e.rule, 33):<34}{e.fired:>6}{e.states:>+7}{e.found:>+6}{e.alarms:>+7}{e.notes:>+5}"


def _pages(effect: Effect, limit: int | None) -> Iterator[str]:
    more = f" and {effect.changed - limit} more" if limit is not None and effect.changed > limit else ""
    yield from wrap(f"  {effect.rule}  ", " ".join(effect.pages[:limit]) + more)


def _rates(ablation: Ablation, rule: str | None) -> dict[str, float | None]:
    c = ablation.incomplete if rule is None else ablation.without.get(rule, ablation.incomplete)
    return {"precision": c.precision, "recall": c.recall, "false_alarms": c.false_alarms}
