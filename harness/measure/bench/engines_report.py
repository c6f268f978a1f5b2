"""A comparison of the engines in words, as JSON and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harness.core.model import Verdict
from harness.measure.bench.bench_score import Scores
from harness.measure.bench.engines import Comparison, Disagreement
from harness.measure.bench.lines import clip, figure, signal_lines, wrap


def as_text(found: Comparison, *, title: str) -> str:
    """Both engines' figures, then every disagreement."""
    lines = [
        f"{title}: {found.pages} pages by both engines, the same state on {found.same}",
        "",
        f"{'':<14}{'state':>10}{'content':>10}{'precision':>11}{'recall':>9}{'false alarms':>14}",
        _row("static", found.static),
        _row("browser", found.browser),
        "",
        f"Disagreements: {len(found.disagreements)}",
    ]
    for one in found.disagreements:
        lines += _disagreement(one)
    return "\n".join(lines) + "\n"


def as_json(found: Comparison) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "pages": found.pages,
        "same": found.same,
        "engines": {name: _rates(scores) for name, scores in _named(found)},
        "disagreements": [
            {
                "id": one.label.id,
                "label": one.label.state.value,
                "reason": one.reason,
                "static": one.static.to_json(),
                "browser": one.browser.to_json(),
            }
            for one in found.disagreements
        ],
    }


def as_markdown(found: Comparison) -> str:
    """Both engines' figures on the same pages, as a table."""
    lines = [
        f"Same state on {found.same} of {found.pages} pages.",
        "",
        "| engine | state | content | precision | recall | false alarms |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, scores in _named(found):
        figures = " | ".join(map(figure, _rates(scores).values()))
        lines.append(f"| {name} | {figures} |")
    return "\n".join(lines) + "\n"


def _named(found: Comparison) -> tuple[tuple[str, Scores], ...]:
    return (("static", found.static), ("browser", found.browser))


def _rates(scores: Scores) -> dict[str, float | None]:
    c = scores.incomplete
    return {
        "state": scores.state.rate,
        "content": scores.content.rate,
        "precision": c.precision,
        "recall": c.recall,
        "false_alarms": c.false_alarms,
    }


def _row(name: str, scores: Scores) -> str:
    state, content, precision, recall, alarms = map(figure, _rates(scores).values())
    return f"  {name:<12}{state:>10}{content:>10}{precision:>11}{recall:>9}{alarms:>14}"


def _disagreement(one: Disagreement) -> Iterator[str]:
    label = one.label
    yield from ("", clip(label.id, 80))
    yield from wrap("  label    ", f"{label.state}/{label.content}{'' if label.sure else ' (unsure)'}")
    for name, verdict, signals in (
        ("static", one.static, one.only_static),
        ("browser", one.browser, one.only_browser),
    ):
        yield f"  {name:<9}{_said(verdict)}"
        for signal in signals:
            for line in signal_lines(signal, limit=1):
                yield from wrap("    alone  ", line)
    yield from wrap("  reason   ", one.reason)


def _said(verdict: Verdict) -> str:
    return f"{verdict.state}/{verdict.content}, {verdict.article.words} words"
