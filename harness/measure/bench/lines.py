"""Lines of at most 80 columns that the bench's reports are made of."""

from __future__ import annotations

from collections.abc import Iterator

from harness.core.clean import clean
from harness.core.model import Signal
from harness.measure.bench.bench_score import wilson
from harness.report.layout import cells, cut

WIDTH = 80


def rate_line(name: str, share: float | None, hits: int, of: int, what: str) -> str:
    """A share with its 95 % interval, and what it is a share of."""
    low, high = wilson(hits, of)
    return f"  {name:<13}{figure(share)}  ({low:.3f}-{high:.3f})  {hits} of {of} {what}"


def figure(share: float | None) -> str:
    """A share with three digits, ``-`` of nothing."""
    return "-" if share is None else f"{share:.3f}"


def signal_lines(signal: Signal, limit: int) -> Iterator[str]:
    """A signal with at most ``limit`` of its evidence, one line each."""
    weight = "decisive" if signal.decisive else "circumstantial"
    for evidence in signal.evidence[:limit]:
        yield f'{signal.rule} ({signal.state}, {weight}) {evidence.where}: "{clip(evidence.excerpt, 160)}"'


def clip(text: str, width: int) -> str:
    """One line of a page's text, safe on a terminal, at most ``width`` columns wide."""
    return cut(" ".join(clean(text).split()), width)


def wrap(head: str, text: str) -> Iterator[str]:
    """``text`` in lines of at most 80 columns behind a heading."""
    room = WIDTH - len(head)
    line = ""
    for word in _words(text, room):
        if line and cells(line) + 1 + cells(word) > room:
            yield head + line
            head, line = " " * len(head), word
        else:
            line = f"{line} {word}" if line else word
    yield head + line


def _words(text: str, room: int) -> Iterator[str]:
    """Words, with longer ones (Chinese has no spaces) cut to the room there is."""
    for word in text.split(" "):
        part = ""
        for char in word:
            if cells(part + char) > room:
                yield part
                part = ""
            part += char
        yield part
