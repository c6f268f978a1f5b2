"""Perturbations in words, as JSON and as a Markdown table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from harness.measure.bench.bench_score import Share, wilson
from harness.measure.bench.lines import WIDTH, clip, figure, rate_line, signal_lines, wrap
from harness.measure.bench.perturb import Rates, Trial
from harness.measure.faults.edits import Group, all_edits

MEANING = {
    Group.NEUTRAL: "neutral edits keep the verdict",
    Group.HARMFUL: "harmful edits are caught with the right state",
    Group.FURTHER: "further faults get the right state",
    Group.TRACELESS: "cuts that leave no trace (nobody can see them on the page)",
}
SHOWN = 3
"""Wrong verdicts shown of an edit without ``--details``."""


def as_text(rates: Rates, *, title: str, details: bool = False) -> str:
    """The rates, then the wrong verdicts with what made them.

    Args:
        title: what was measured.
        details: every wrong verdict, not only some of each edit.
    """
    lines = [f"{title}: {rates.pages} complete pages edited"]
    if rates.left_alone:
        reasons = Counter(rates.left_alone.values())
        lines += (f"  {n} left alone: {clip(why, WIDTH - 20)}" for why, n in reasons.most_common())
    for group, share in rates.groups.items():
        lines += ["", f"{MEANING[group]}:"]
        lines += [rate_line(group.value, share.rate, share.hits, share.of, "edits")]
        lines += [_row(name, s) for name, s in _edits(rates, group)]
    lines += _wrong(rates, None if details else SHOWN)
    return "\n".join(lines) + "\n"


def as_json(rates: Rates) -> dict[str, Any]:
    """The same as plain data; wrong verdicts whole."""
    return {
        "pages": rates.pages,
        "left_alone": rates.left_alone,
        "groups": {group.value: _json(share) for group, share in rates.groups.items()},
        "edits": {
            name: {"group": all_edits()[name].group.value, **_json(share)}
            for name, share in rates.edits.items()
        },
        "wrong": [
            {
                "page": t.page,
                "edit": t.edit,
                "want": t.want.value,
                "accept": [state.value for state in t.accept],
                "verdict": t.verdict.to_json() if t.verdict else None,
            }
            for t in rates.wrong
        ],
    }


def as_markdown(rates: Rates) -> str:
    """A table of the groups and their edits."""
    lines = ["| edit | right | of | rate | 95 % |", "|---|--:|--:|--:|---|"]
    for group, share in rates.groups.items():
        lines.append(_cells(f"**{MEANING[group]}**", share))
        lines += (_cells(f"`{name}`", s) for name, s in _edits(rates, group))
    return "\n".join(lines) + "\n"


def _cells(name: str, share: Share) -> str:
    low, high = wilson(share.hits, share.of)
    return f"| {name} | {share.hits} | {share.of} | {figure(share.rate)} | {low:.3f}–{high:.3f} |"


def _json(share: Share) -> dict[str, float | int | None]:
    return {"right": share.hits, "of": share.of, "rate": share.rate}


def _edits(rates: Rates, group: Group) -> Iterator[tuple[str, Share]]:
    return ((name, s) for name, s in rates.edits.items() if all_edits()[name].group is group)


def _row(name: str, share: Share) -> str:
    return f"    {name:<28}{figure(share.rate):>7}{share.hits:>7} of {share.of}"


def _wrong(rates: Rates, limit: int | None) -> Iterator[str]:
    yield from ("", f"Wrong verdicts: {len(rates.wrong)}")
    for name in rates.edits:
        found = [t for t in rates.wrong if t.edit == name]
        if not found or all_edits()[name].group is Group.TRACELESS:
            continue
        said = Counter(t.verdict.state.value for t in found if t.verdict)
        yield from ("", f"{name}: {', '.join(f'{n} called {state}' for state, n in said.most_common())}")
        for trial in found[:limit]:
            yield from _trial(trial)
        if limit is not None and len(found) > limit:
            yield f"  … and {len(found) - limit} more; --details lists all"


def _trial(trial: Trial) -> Iterator[str]:
    verdict = trial.verdict
    if verdict is None:
        return
    also = f" {' '.join(verdict.also)}" if verdict.also else ""
    yield f"  {clip(trial.page, WIDTH - 2)}"
    wanted = " or ".join(state.value for state in (trial.want, *trial.accept))
    yield f"    {clip(f'{wanted}, called {verdict.state}/{verdict.content}{also}', WIDTH - 4)}"
    yield from wrap("    last     ", clip(verdict.article.last, 120))
    for head, signals in (("because", verdict.signals), ("despite", verdict.despite)):
        for signal in signals:
            for line in signal_lines(signal, limit=1):
                yield from wrap(f"    {head:<9}", line)
