"""Where a text ends against where somebody marked its end: right, too late, or too early; ours and others'.

From the last block back, blocks whose last letters do not occur in the marked text are excess: much excess is late.
Else what the marked text still says after the last block that it knows is missing: much of it is early.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from statistics import median

from harness.core.errors import TargetError
from harness.language.normal import normalise
from harness.language.words import count_words
from harness.measure.bench.bench_score import Share
from harness.measure.bench.extractors import texts
from harness.observe.static import observe
from harness.reading import read
from harness.sources.labels import Label
from harness.sources.octets import read_file
from harness.sources.source import DEFAULT

TAIL = 40
"""Letters at the end of a block by which it is known in the marked text."""
SLACK = 60
"""Letters of excess, or of missing text, that are a matter of taste."""

OURS = "harness"

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
        last: its last block.
    """

    outcome: Outcome
    share: float
    last: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A page whose text somebody has marked.

    Args:
        by: how each extractor's text ends, ours first.
        marked: the end of the marked text.
        problem: why the page was left out; empty when it was not.
    """

    label: Label
    by: Mapping[str, Ends] = field(default_factory=dict)
    marked: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """How one extractor's texts end.

    Args:
        outcomes: how many of each outcome.
        words: the median of its words as a share of the marked text's.
        whole: texts with nearly as many words as the marked text.
    """

    outcomes: Mapping[Outcome, int]
    words: float
    whole: Share

    @property
    def right(self) -> Share:
        """Texts that end where the marked text does."""
        return Share(self.outcomes[Outcome.RIGHT], sum(self.outcomes.values()))


NEAR = (0.9, 1.1)
"""Words as a share of the marked text's that are nearly as many."""


def marked(label: Label) -> bool:
    """Whether a page has a marked text that can be held against ours: none of a page that is known to be cut."""
    return label.gold is not None and not (label.sure and not label.complete)


def find_ends(label: Label) -> Measured:
    """How the texts that we and others find on a page end."""
    assert label.gold is not None
    try:
        html = read_file(label.path, label.id, DEFAULT)
        gold = read_gold(label.gold)
    except (TargetError, OSError) as error:
        return Measured(label, problem=str(error))
    if not letters(gold):
        return Measured(label, problem="its marked text is empty")
    page = observe(html, url=label.url, status=label.status, headers=label.headers)
    ours = [page.blocks[number].text for number in read(page).article.blocks]
    by = {OURS: measure(ours, gold)}
    by |= {name: measure(text.splitlines(), gold) for name, text in texts(html, label.url).items()}
    return Measured(label, by, gold.strip()[-200:])


def rows(pages: Iterable[Measured]) -> dict[str, Row]:
    """The figures of each extractor, ours first."""
    found: dict[str, list[Ends]] = {}
    for page in pages:
        for name, ends in page.by.items():
            found.setdefault(name, []).append(ends)
    return {
        name: Row(
            Counter(one.outcome for one in ends),
            median(one.share for one in ends),
            Share(sum(NEAR[0] <= one.share <= NEAR[1] for one in ends), len(ends)),
        )
        for name, ends in found.items()
    }


def measure(blocks: Sequence[str], gold: str) -> Ends:
    """How a text of these blocks ends, and how long it is, against the marked text."""
    words = count_words(gold)
    share = sum(map(count_words, blocks)) / words if words else 0.0
    return Ends(outcome(blocks, gold), share, next((b for b in reversed(blocks) if b.strip()), ""))


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
