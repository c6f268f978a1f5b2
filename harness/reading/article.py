"""Which blocks are the main text, where it ends, what stands right after it, and how it ends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from harness.language.words import ends_a_sentence, ends_in_ellipsis
from harness.observe.observation import Block, Hidden, Observation, Region
from harness.reading.holder import find_holder
from harness.reading.prose import FEW_WORDS, NEVER_TEXT, heading, is_prose, is_text
from harness.reading.tail import to_end
from harness.reading.tree import in_a_row, inside_of

NEAR_BLOCKS = 14
NEAR_WORDS = 220
"""How far "right after the article" reaches."""


class Ending(StrEnum):
    """How the last paragraph ends."""

    SENTENCE = "sentence"
    ELLIPSIS = "ellipsis"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Article:
    """The main text, by the indices of its blocks.

    Args:
        blocks: the visible blocks that are main text, in order.
        container: the container that holds them, or -1.
        words: words a reader can see.
        hidden_words: words of prose in the same container that are delivered and not seen.
        hidden_why: what hides most of those, or ``None``.
        end: index of the last main block, or -1.
        after: indices of the visible blocks right after the end, nearest first.
        ending: how the last paragraph ends.
        first: the first paragraph's text.
        last: the last paragraph's text.
        paragraphs: how many blocks are running text.
        semantic: the page itself names the container as an article's body.
        share: share of the page's visible words outside navigation that is main text.
    """

    blocks: tuple[int, ...] = ()
    container: int = -1
    words: int = 0
    hidden_words: int = 0
    hidden_why: Hidden | None = None
    end: int = -1
    after: tuple[int, ...] = ()
    ending: Ending = Ending.NONE
    first: str = ""
    last: str = ""
    paragraphs: int = 0
    semantic: bool = False
    share: float = 0.0

    def until(self, page: Observation, count: int) -> Article:
        """The article with only its first ``count`` blocks."""
        mine = self.blocks[:count]
        if not mine:
            start = self.blocks[0] - 1 if self.blocks else -1
            return Article(container=self.container, after=_from(page.blocks, start), semantic=self.semantic)
        end = mine[-1]
        last = page.blocks[end].text
        words = sum(page.blocks[i].words for i in mine)
        return replace(
            self,
            blocks=mine,
            words=words,
            end=end,
            after=_from(page.blocks, end),
            ending=ending_of(last),
            last=last,
            share=self.share * words / self.words if self.words else 0.0,
        )


def find_article(
    page: Observation, boxes: Collection[int] = (), walls: Collection[int] = (), offers: Collection[int] = ()
) -> Article:
    """The main text of a page.

    Args:
        page: the observation.
        boxes: blocks that are known to be no main text (offers, notices), by what they say.
        walls: those of them that say that one cannot read on.
        offers: blocks that speak of money or an account, however softly.
    """
    blocks = page.blocks
    prose = [i for i, b in enumerate(blocks) if i not in boxes and is_prose(b)]
    if sum(blocks[i].words for i in prose) < FEW_WORDS:
        # regions by name lie at times; a page without prose elsewhere is read once more with an open mind
        prose = [i for i, b in enumerate(blocks) if i not in boxes and is_prose(b, NEVER_TEXT)]
    seen = [i for i in prose if blocks[i].hidden is None]
    container, semantic = find_holder(page, prose, seen)
    inside = inside_of(page.containers, in_a_row(page.containers, container))
    mine = [i for i in seen if blocks[i].container in inside]
    if not mine:
        return Article(container=container, after=_from(blocks, heading(blocks)), semantic=semantic)
    mine = to_end(page, mine, boxes, walls, offers)
    first, end = mine[0], mine[-1]
    chosen = set(mine)
    text = [
        i for i in range(first, end + 1) if i in chosen or (i not in boxes and is_text(blocks[i], inside))
    ]
    words = sum(blocks[i].words for i in text)
    hidden = [
        b
        for i, b in enumerate(blocks)
        if b.hidden and i > first - 3 and b.container in inside and is_prose(b)
    ]
    last = blocks[end].text
    total = sum(b.words for b in blocks if b.hidden is None and b.region is not Region.NAV) or 1
    return Article(
        blocks=tuple(text),
        container=container,
        words=words,
        hidden_words=sum(b.words for b in hidden),
        hidden_why=max(hidden, key=lambda b: b.words).hidden if hidden else None,
        end=end,
        after=_from(blocks, end),
        ending=ending_of(last),
        first=blocks[first].text,
        last=last,
        paragraphs=len(mine),
        semantic=semantic,
        share=words / total,
    )


def ending_of(text: str) -> Ending:
    """How ``text`` ends."""
    if not text:
        return Ending.NONE
    if ends_in_ellipsis(text):
        return Ending.ELLIPSIS
    return Ending.SENTENCE if ends_a_sentence(text) else Ending.OPEN


def _from(blocks: Sequence[Block], end: int) -> tuple[int, ...]:
    """The visible blocks right after ``end``."""
    near: list[int] = []
    words = 0
    for i in range(end + 1, len(blocks)):
        block = blocks[i]
        if block.hidden is not None or not block.text:
            continue
        near.append(i)
        words += block.words
        if len(near) >= NEAR_BLOCKS or words > NEAR_WORDS:
            break
    return tuple(near)
