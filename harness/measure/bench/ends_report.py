"""Ends of texts, in words, as JSON and as a Markdown table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from harness.measure.bench.bench_score import wilson
from harness.measure.bench.ends import OURS, Measured, Outcome, Row, rows
from harness.measure.bench.lines import WIDTH, clip, figure, wrap


def as_text(pages: Sequence[Measured], *, title: str, details: bool = False) -> str:
    """A line an extractor; with details every page whose end we miss."""
    measured = [page for page in pages if not page.problem]
    lines = [f"{title}: {len(measured)} pages whose main text somebody has marked", ""]
    lines.append(f"{'':<22}{'right':>7}  {'95 %':<13}{'late':>6}{'early':>7}{'words':>8}{'whole':>8}")
    for name, row in rows(measured).items():
        low, high = wilson(row.right.hits, row.right.of)
        late, early = (figure(_share(row, o)) for o in (Outcome.LATE, Outcome.EARLY))
        lines.append(
            f"  {name:<20}{figure(row.right.rate):>7}  {low:.3f}-{high:.3f}  {late:>6}{early:>7}"
            f"{row.words:>8.2f}{figure(row.whole.rate):>8}"
        )
    lines += ["", "  words: median share of the marked text's words; whole: share within a tenth of them"]
    lines += (
        f"  not looked at: {clip(f'{p.label.id}: {p.problem}', WIDTH - 17)}" for p in pages if p.problem
    )
    if details:
        lines += _missed(measured)
    return "\n".join(lines) + "\n"


def as_json(pages: Sequence[Measured]) -> dict[str, Any]:
    """The same as plain data, and every page whose end we miss."""
    measured = [page for page in pages if not page.problem]
    return {
        "pages": len(measured),
        "problems": {page.label.id: page.problem for page in pages if page.problem},
        "extractors": {name: _json(row) for name, row in rows(measured).items()},
        "missed": [
            {
                "id": page.label.id,
                "outcome": ours.outcome.value,
                "words": round(ours.share, 3),
                "last": ours.last[-200:],
                "marked": page.marked,
            }
            for page in measured
            if (ours := page.by[OURS]).outcome is not Outcome.RIGHT
        ],
    }


def as_markdown(pages: Sequence[Measured]) -> str:
    """The table."""
    lines = ["| | pages | right | 95 % | late | early | words |", "|---|--:|--:|---|--:|--:|--:|"]
    for name, row in rows(page for page in pages if not page.problem).items():
        low, high = wilson(row.right.hits, row.right.of)
        late, early = (figure(_share(row, o)) for o in (Outcome.LATE, Outcome.EARLY))
        lines.append(
            f"| {name} | {row.right.of} | {figure(row.right.rate)} | {low:.3f}–{high:.3f} | {late} | {early} "
            f"| {row.words:.2f} |"
        )
    return "\n".join(lines) + "\n"


def _share(row: Row, outcome: Outcome) -> float | None:
    return row.outcomes[outcome] / row.right.of if row.right.of else None


def _json(row: Row) -> dict[str, Any]:
    low, high = wilson(row.right.hits, row.right.of)
    return {
        **{outcome.value: row.outcomes[outcome] for outcome in Outcome},
        "of": row.right.of,
        "rate": row.right.rate,
        "low": round(low, 4),
        "high": round(high, 4),
        "words": round(row.words, 3),
        "whole": row.whole.rate,
    }


def _missed(pages: Sequence[Measured]) -> Iterator[str]:
    for outcome in (Outcome.LATE, Outcome.EARLY):
        found = [page for page in pages if page.by[OURS].outcome is outcome]
        yield from ("", f"Too {outcome}: {len(found)}")
        for page in found:
            others = [name for name, ends in page.by.items() if ends.outcome is Outcome.RIGHT]
            yield from ("", f"  {clip(page.label.id, WIDTH - 2)}")
            yield from wrap("    ours     ", clip(page.by[OURS].last[-160:], 160))
            yield from wrap("    marked   ", clip(page.marked[-160:], 160))
            if others:
                yield from wrap("    right    ", ", ".join(others))
