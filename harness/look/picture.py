"""Where on a page the evidence stands, as a small drawing: outline, marks and, from a browser, a screenshot.

The outline says how the page is built and never what it says: boxes of text, without the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from harness.core.model import Evidence, State, Verdict
from harness.observe.observation import Block, Box

if TYPE_CHECKING:
    from harness.observe.capture import Screenshot
    from harness.reading import Reading

MOST_RUNS = 120
"""Boxes of an outline; a longer page is drawn in coarser ones."""

WIDE = 1000.0
"""Width of a page that nobody measured: static HTML and plain text are drawn as lines of words."""

_WALLS = frozenset(
    {State.PAYWALL, State.REGISTRATION_WALL, State.LOGIN_WALL, State.CONSENT_WALL, State.ADBLOCK_WALL}
)

LINE_WORDS, LINE, GAP = 14, 24.0, 14.0
CONTEXT = 0.6
"""How far down in a picture the place stands that it was taken for, as a share of its height."""


class Part(StrEnum):
    """What a box of the outline is."""

    ARTICLE = "article"
    OTHER = "other"
    HIDDEN = "hidden"


class Kind(StrEnum):
    """How a mark is drawn: a line under the last words, a box around a wall, a frame around a sentence."""

    END = "end"
    WALL = "wall"
    SENTENCE = "sentence"


class Run(NamedTuple):
    """A box of the outline."""

    part: Part
    box: Box


class Mark(NamedTuple):
    """The place of one evidence: the rule that saw it, which of its evidences, and how it is drawn."""

    rule: str
    evidence: int
    kind: Kind
    box: Box


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, drawn.

    Args:
        width: of the page, in CSS pixels.
        height: of the page, likewise.
        outline: its boxes of text.
        marks: where the evidence stands.
        screenshot: what the browser showed, if one was taken.
    """

    width: float
    height: float
    outline: tuple[Run, ...] = ()
    marks: tuple[Mark, ...] = ()
    screenshot: Screenshot | None = None


def picture_of(reading: Reading, verdict: Verdict, screenshot: Screenshot | None = None) -> Picture | None:
    """The drawing of a page, or ``None`` for one without text.

    Args:
        reading: the page as it was judged.
        verdict: what became of that; its evidence is marked.
        screenshot: what the browser showed of it.
    """
    page = reading.page
    measured = any(block.box for block in page.blocks)
    boxes: list[Box | None] = [block.box for block in page.blocks] if measured else list(_lines(page.blocks))
    seen = [box for box in boxes if box is not None and box.width > 0 and box.height > 0]
    if not seen and screenshot is None:
        return None
    width = max([float(page.viewport[0]), *(b.x + b.width for b in seen)]) if measured else WIDE
    height = max([b.y + b.height for b in seen] or [float(page.viewport[1])])
    return Picture(
        width=min(width, 2.0 * page.viewport[0]),
        height=max(height, float(page.viewport[1])) if measured else height,
        outline=_outline(reading, boxes),
        marks=tuple(_marks(reading, verdict, boxes)),
        screenshot=screenshot,
    )


def where_to_look(picture: Picture | None, verdict: Verdict, high: float) -> float:
    """How far down a picture ``high`` pixels high should begin, to show what decided the verdict.

    The top of the page, with its title, where that shows it too.
    """
    if picture is None or verdict.state is State.FULL:
        return 0.0
    decided = {s.rule for s in verdict.signals if s.decisive and s.state == verdict.state}
    marks = sorted(picture.marks, key=lambda mark: mark.rule not in decided)
    if not marks:
        return 0.0
    first = marks[0]
    bottom = first.box.y + first.box.height
    if bottom <= high:
        return 0.0
    place = bottom if first.kind is Kind.END else first.box.y + min(first.box.height, high) / 2
    return max(0.0, place - CONTEXT * high)


def _lines(blocks: tuple[Block, ...]) -> Iterator[Box]:
    """Boxes for blocks that nobody measured: as many lines as their words take, one below the other."""
    y = GAP
    for block in blocks:
        height = LINE * max(1, -(-block.words // LINE_WORDS))
        yield Box(0, y, WIDE * min(1.0, max(block.words, 2) / LINE_WORDS), height)
        y += height + GAP


def _outline(reading: Reading, boxes: list[Box | None]) -> tuple[Run, ...]:
    article = set(reading.article.blocks)
    runs = [
        Run(_part(i, block, article), box)
        for i, (block, box) in enumerate(zip(reading.page.blocks, boxes, strict=True))
        if box is not None and box.width > 0 and box.height > 0 and block.words
    ]
    size = -(-len(runs) // MOST_RUNS)
    return tuple(_joined(runs[i : i + size]) for i in range(0, len(runs), size)) if runs else ()


def _part(index: int, block: Block, article: set[int]) -> Part:
    if block.hidden is not None:
        return Part.HIDDEN
    return Part.ARTICLE if index in article else Part.OTHER


def _joined(runs: list[Run]) -> Run:
    """Neighbouring boxes as the one around them; it is what its tallest is."""
    tallest = max(runs, key=lambda run: run.box.height)
    return Run(tallest.part, _around([run.box for run in runs]))


def _around(boxes: list[Box]) -> Box:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.width for box in boxes)
    bottom = max(box.y + box.height for box in boxes)
    return Box(left, top, right - left, bottom - top)


def _marks(reading: Reading, verdict: Verdict, boxes: list[Box | None]) -> Iterator[Mark]:
    for signal in (*verdict.signals, *verdict.despite):
        for number, evidence in enumerate(signal.evidence):
            if evidence.block is None or (found := _place(reading, evidence, evidence.block, boxes)) is None:
                continue
            kind, box = found
            if (
                kind is Kind.SENTENCE
                and signal.state in _WALLS
                and evidence.block not in reading.article.blocks
            ):
                kind, box = Kind.WALL, _box_around(reading, evidence.block, boxes) or box
            yield Mark(signal.rule, number, kind, box)


def _box_around(reading: Reading, index: int, boxes: list[Box | None]) -> Box | None:
    """The box that a wall's sentence stands in: its neighbours in the same container, the article apart."""
    page, article = reading.page, reading.article
    home = page.blocks[index].container
    if home in (0, article.container):
        return None
    inside = {home, *(i for i, container in enumerate(page.containers) if container.parent == home)}
    found = [boxes[index]]
    for step in (-1, 1):
        i = index + step
        while 0 <= i < len(page.blocks) and page.blocks[i].container in inside and i not in article.blocks:
            found.append(boxes[i] if page.blocks[i].hidden is None else None)
            i += step
    return _around([box for box in found if box is not None])


def _place(
    reading: Reading, evidence: Evidence, index: int, boxes: list[Box | None]
) -> tuple[Kind, Box] | None:
    """How and where an evidence is drawn: the largest thing that is known to be meant."""
    page = reading.page
    if index >= len(page.blocks):
        frame = index - len(page.blocks)
        box = page.frames[frame].box if frame < len(page.frames) else None
        return (Kind.WALL, box) if box is not None else None
    for hit in page.hits.get(evidence.where.removeprefix("visible "), ()):
        if hit.block == index and hit.box is not None and hit.visible:
            return Kind.WALL, hit.box
    block, own = page.blocks[index], boxes[index]
    if block.hidden is not None:
        return None
    if block.overlay >= 0 and (over := page.overlays[block.overlay].box) is not None:
        return Kind.WALL, over
    if own is None:
        return None
    if index == reading.article.end:
        return Kind.END, own
    return Kind.SENTENCE, own
