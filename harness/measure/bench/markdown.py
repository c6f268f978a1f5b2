"""A bench as Markdown tables: alarms on ordinary pages, the question that matters, states, languages."""

from __future__ import annotations

from collections.abc import Iterator

from harness.measure.bench.bench_report import grouped_languages
from harness.measure.bench.bench_score import MIXES, Counts, Ordinary, Scores, Share, wilson
from harness.measure.bench.lines import figure


def as_markdown(scores: Scores) -> str:
    """The figures of a run as tables; alarms have one of their own where there are pages that nobody has read."""
    alarms = [ordinary(scores.ordinary)] if scores.unread else []
    lines = [*alarms, *_questions(scores), "", *_states(scores), "", *_languages(scores)]
    return "\n".join(lines) + "\n"


def ordinary(o: Ordinary) -> str:
    """Alarms on complete pages, and what an alarm is worth where few pages are incomplete."""
    low, high = (1000 * bound for bound in wilson(o.alarms.hits, o.alarms.of))
    per = "-" if o.per_thousand is None else f"{o.per_thousand:.1f}"
    rest = f"{o.unread.hits} of them on pages that nobody has read, in {o.domains.hits} of {o.domains.of} domains"
    lines = [
        f"| {o.alarms.of} complete pages | | 95 % | |",
        "|---|--:|---|---|",
        f"| alarms per 1,000 | {per} | {low:.1f}–{high:.1f} | {o.alarms.hits} alarms, {rest} |",
        _row("incomplete ones found", o.found, "of those that are known"),
    ]
    for mix in MIXES:
        worth = figure(o.precision(mix))
        lines.append(f"| precision | {worth} | | where {mix:.0%} of the pages are incomplete |")
    return "\n".join(lines) + "\n"


def _row(name: str, share: Share, what: str) -> str:
    low, high = wilson(share.hits, share.of)
    return f"| {name} | {figure(share.rate)} | {low:.3f}–{high:.3f} | {share.hits} of {share.of} {what} |"


def _questions(scores: Scores) -> Iterator[str]:
    c = scores.incomplete
    yield from (f"| {scores.pages} pages | | 95 % | |", "|---|--:|---|---|")
    for name, hits, of, what in (
        ("precision", c.tp, c.tp + c.fp, "of the pages called incomplete are"),
        ("recall", c.tp, c.tp + c.fn, "of the incomplete pages are found"),
        ("false alarms", c.fp, c.fp + c.tn, "of the complete pages are called incomplete"),
        ("state", scores.state.hits, scores.state.of, "of the states are right"),
        ("content", scores.content.hits, scores.content.of, "of the contents are right"),
    ):
        yield _row(name, Share(hits, of), what)


def _states(scores: Scores) -> Iterator[str]:
    yield from ("| state | pages | precision | recall | F1 |", "|---|--:|--:|--:|--:|")
    rows = [(f"`{state}`", c) for state, c in scores.states.items() if c.tp + c.fn]
    for name, c in (*rows, ("`truncated`, `paywall`, `registration_wall` as one", scores.cut)):
        yield f"| {name} | {c.tp + c.fn} | {_rates(c)} |"


def _languages(scores: Scores) -> Iterator[str]:
    yield from (
        "| language | pages | right states | precision | recall | false alarms |",
        "|---|--:|--:|--:|--:|--:|",
    )
    for name, share, c in grouped_languages(scores):
        figures = " | ".join(map(figure, (share.rate, c.precision, c.recall, c.false_alarms)))
        yield f"| {name} | {share.of} | {figures} |"


def _rates(c: Counts) -> str:
    return " | ".join(map(figure, (c.precision, c.recall, c.f1)))
