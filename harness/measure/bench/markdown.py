"""A bench as Markdown tables: the question that matters, states, languages."""

from __future__ import annotations

from collections.abc import Iterator

from harness.measure.bench.bench_report import grouped_languages
from harness.measure.bench.bench_score import Counts, Scores, wilson
from harness.measure.bench.lines import figure


def as_markdown(scores: Scores) -> str:
    """The figures of a run as three tables."""
    lines = [*_questions(scores), "", *_states(scores), "", *_languages(scores)]
    return "\n".join(lines) + "\n"


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
        low, high = wilson(hits, of)
        rate = figure(hits / of if of else None)
        yield f"| {name} | {rate} | {low:.3f}–{high:.3f} | {hits} of {of} {what} |"
    if scores.unread and (o := scores.ordinary).per_thousand is not None:
        low, high = (1000 * bound for bound in wilson(o.alarms.hits, o.alarms.of))
        where = f"{o.alarms.hits} on {o.alarms.of} complete or unread pages, {o.domains.hits} domains"
        yield f"| alarms per 1,000 | {o.per_thousand:.1f} | {low:.1f}–{high:.1f} | {where} |"


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
