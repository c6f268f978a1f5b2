"""What others answer, in words, as JSON and as a Markdown table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from harness.measure.bench.bench_report import counts_json, ordinary_json
from harness.measure.bench.bench_score import MIXES, Share, wilson
from harness.measure.bench.lines import WIDTH, clip, figure, wrap
from harness.measure.bench.others import Asked, Row

NAME = 17
"""Columns of a detector's name in the tables; each figure has 20."""

_HEADS = (
    ("alarms per 1,000", "incomplete found", "precision"),
    ("complete pages", "(recall)", ""),
    ("alarms on complete", "incomplete", "precision where"),
    ("pages (unread ones)", "found", f"{MIXES[-1]:.0%} are incomplete"),
)


def as_text(pages: Sequence[Asked], rows: Sequence[Row], *, title: str, details: bool = False) -> str:
    """Two tables, what each detector asks, and where it gave no answer; with details every page it got wrong."""
    asked = [row for row in rows if row.asked]
    lines = [
        *wrap("", f"{title}: {_pages(pages)}. Is main text missing, or is this no whole article?"),
        "",
        *(_line("", *head) for head in _HEADS[:2]),
        *(_rates(row) for row in asked),
        "",
        *(_line("", *head) for head in _HEADS[2:]),
        *(_counts(row) for row in asked),
        "",
        *(line for row in rows for line in wrap(_line(row.name), clip(row.about or "-", 160))),
        *(line for row in asked for line in _failed(row)),
        *_not_looked_at(pages),
    ]
    if details:
        lines += [line for row in asked for line in _wrong(row)]
    return "\n".join(lines) + "\n"


def as_json(pages: Sequence[Asked], rows: Sequence[Row]) -> dict[str, Any]:
    """The same as plain data, and every page that a detector got wrong."""
    return {
        "pages": sum(page.judged.verdict is not None for page in pages),
        "not_looked_at": [
            {"id": page.judged.label.id, "why": page.judged.problem}
            for page in pages
            if page.judged.verdict is None
        ],
        "detectors": [
            {
                "name": row.name,
                "about": row.about,
                "installed": row.asked,
                "incomplete": counts_json(row.incomplete),
                "ordinary": ordinary_json(row.ordinary),
                "failed": dict(row.failed),
                "misses": row.misses,
                "false_alarms": row.false_alarms,
            }
            for row in rows
        ],
    }


def as_markdown(rows: Sequence[Row]) -> str:
    """One table, a line a detector."""
    mix = f"{MIXES[-1]:.0%}"
    lines = [
        f"| | alarms per 1,000 complete pages | 95 % | incomplete found | recall | 95 % | precision | 95 % | at {mix} |",
        "|---|--:|---|--:|--:|---|--:|---|--:|",
    ]
    for row in rows:
        if not row.asked:
            lines.append(f"| {row.name} | not installed | | | | | | | |")
            continue
        found, right = _recall(row), _precision(row)
        lines.append(
            f"| {row.name} | {_per(row)} | {_per_span(row, '–')} | {found.hits} of {found.of} "
            f"| {figure(found.rate)} | {_span(found, 1, 3, '–')} | {figure(right.rate)} "
            f"| {_span(right, 1, 3, '–')} | {figure(row.ordinary.precision(MIXES[-1]))} |"
        )
    return "\n".join(lines) + "\n"


def _pages(pages: Sequence[Asked]) -> str:
    labels = [page.judged.label for page in pages if page.judged.verdict is not None]
    unread = sum(label.unread for label in labels)
    unsure = sum(not label.sure and not label.unread for label in labels)
    told = f"{len(labels) - unsure} pages"
    told += f", {unread} of them read by nobody and taken for complete" if unread else ""
    return told + (f"; {unsure} with unsure labels left out" if unsure else "")


def _rates(row: Row) -> str:
    alarms = f"{_per(row)} ({_per_span(row)})" if row.ordinary.alarms.of else "-"
    return _line(row.name, alarms, *(_with_span(share) for share in (_recall(row), _precision(row))))


def _counts(row: Row) -> str:
    o, found = row.ordinary, _recall(row)
    unread = f" ({o.unread.hits})" if o.unread.of else ""
    alarms = f"{o.alarms.hits} of {o.alarms.of}{unread}"
    return _line(row.name, alarms, f"{found.hits} of {found.of}", figure(o.precision(MIXES[-1])))


def _line(name: str, *figures: str) -> str:
    line = f"  {clip(name, NAME):<{NAME}} {''.join(f'{one:<20}' for one in figures)}"
    return line.rstrip() if figures else line


def _failed(row: Row) -> Iterator[str]:
    if row.failed:
        page, why = row.failed[0]
        of = len(row.failed) + len(row.answers)
        told = f"gave no answer on {len(row.failed)} of {of} pages, which are left out of its figures; the first: "
        yield ""
        yield from wrap("", f"{clip(row.name, 60)} {told}{clip(page, 60)}: {clip(why, 160)}")


def _not_looked_at(pages: Sequence[Asked]) -> Iterator[str]:
    if failed := [page.judged for page in pages if page.judged.verdict is None]:
        yield from ("", f"Could not look: {len(failed)}")
        yield from (f"  {clip(judged.problem, WIDTH - 2)}" for judged in failed)


def _wrong(row: Row) -> Iterator[str]:
    for what, found in (
        ("misses (incomplete, called complete)", row.misses),
        ("false alarms", row.false_alarms),
    ):
        yield from ("", f"{clip(row.name, 40)}, {what}: {len(found)}")
        yield from (f"  {clip(page, WIDTH - 2)}" for page in found)


def _recall(row: Row) -> Share:
    return Share(row.incomplete.tp, row.incomplete.tp + row.incomplete.fn)


def _precision(row: Row) -> Share:
    return Share(row.incomplete.tp, row.incomplete.tp + row.incomplete.fp)


def _per(row: Row) -> str:
    per = row.ordinary.per_thousand
    return "-" if per is None else f"{per:.{_digits(per)}f}"


def _per_span(row: Row, dash: str = "-") -> str:
    return _span(row.ordinary.alarms, 1000, _digits(row.ordinary.per_thousand or 0), dash)


def _digits(per: float) -> int:
    return 1 if per < 100 else 0


def _with_span(share: Share) -> str:
    return f"{figure(share.rate)} ({_span(share, 1, 3)})" if share.of else "-"


def _span(share: Share, times: int, digits: int, dash: str = "-") -> str:
    low, high = (times * bound for bound in wilson(share.hits, share.of))
    return f"{low:.{digits}f}{dash}{high:.{digits}f}"
