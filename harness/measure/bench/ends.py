"""Where a text ends against where somebody marked its end: right, too late, or too early.

From the last block back, blocks whose last letters do not occur in the marked text are excess: much excess is late.
Else what the marked text still says after the last block that it knows is missing: much of it is early.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from harness.language.normal import normalise
from harness.language.words import count_words

TAIL = 40
"""Letters at the end of a block by which it is known in the marked text."""
SLACK = 60
"""Letters of excess, or of missing text, that are a matter of taste."""

_NO_LETTERS = re.compile(r"[\W_]+")


class Outcome(StrEnum):
    """How an end is."""

    RIGHT = "right"
    LATE = "late"
    EARLY = "early"


@dataclass(frozen=True, slots=True)
class Ends:
    """A text measured against the marked one.

    Args:
        outcome: where it ends.
        share: its words as a share of the marked text's words.
    """

    outcome: Outcome
    share: float


def measure(blocks: Sequence[str], gold: str) -> Ends:
    """How a text of these blocks ends, and how long it is, against the marked text."""
    words = count_words(gold)
    return Ends(outcome(blocks, gold), sum(map(count_words, blocks)) / words if words else 0.0)


def outcome(blocks: Iterable[str], gold: str) -> Outcome:
    """Where a text of these blocks ends, against the marked text."""
    wanted = letters(gold)
    excess = 0
    place = -1
    for block in reversed([letters(block) for block in blocks]):
        if block and (at := wanted.rfind(block[-TAIL:])) >= 0:
            place = at + len(block[-TAIL:])
            break
        excess += len(block)
    if place < 0 or excess > SLACK:
        return Outcome.LATE if excess else Outcome.EARLY
    return Outcome.EARLY if len(wanted) - place > SLACK else Outcome.RIGHT


def letters(text: str) -> str:
    """The letters and digits of a text in the one spelling."""
    return _NO_LETTERS.sub("", normalise(text))


def read_gold(path: Path) -> str:
    """The marked text of a page.

    Raises:
        OSError: it cannot be read.
    """
    raw = path.read_bytes()
    return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8", "replace")
