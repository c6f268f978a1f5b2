"""A job's summary in Markdown, within what GitHub takes. Text from pages stands in code only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from harness.report.findings import Finding

LIMIT = 1024 * 1024
"""Bytes GitHub takes as one step's summary; a longer one is refused as a whole."""

_SPARE = 4096  # for what follows the table


def summary(states: Counter[str], found: Sequence[Finding], count: int, written: int = 0) -> str:
    """How many pages are in which state, and those that did not pass.

    Args:
        states: pages by state.
        found: those that did not pass, the gravest first.
        count: how many did not pass; more than ``found`` when not all were kept.
        written: bytes of the step's summary so far.
    """
    total = sum(states.values())
    head = [
        f"### harness: {total:,} page{'s' if total != 1 else ''}, {count:,} did not pass",
        "",
        "| state | pages |",
        "|---|---:|",
        *(f"| {_code(state)} | {number:,} |" for state, number in states.most_common()),
        "",
    ]
    if not found:
        return _within("\n".join(head), LIMIT - written)
    head += ["| page | state | what is there | why |", "|---|---|---|---|"]
    text = "\n".join(head) + "\n"
    room = LIMIT - _SPARE - written - len(text.encode())
    rows: list[str] = []
    for one in found:
        row = f"| {_code(one.target)} | {one.state or 'could not look'} | {_code(one.says)} | {_why(one)} |\n"
        room -= len(row.encode())
        if room < 0:
            break
        rows.append(row)
    rest = f"\n… and {count - len(rows):,} more\n" if count > len(rows) else ""
    return _within(text + "".join(rows) + rest, LIMIT - written)


def _why(found: Finding) -> str:
    return _code(found.why[0]) if found.why else ""


def _code(text: str) -> str:
    """Text as code in a table's cell: no links, no mentions, no markup."""
    return "`" + text.replace("`", "'").replace("|", "\\|").strip() + "`" if text.strip() else ""


def _within(text: str, room: int) -> str:
    """Nothing rather than a summary that makes GitHub refuse the whole."""
    return text if len(text.encode()) <= room else ""
