"""Where the main text ends: before walls, after a break, without what stands below it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from harness.observation import Block, Observation
from harness.reading.prose import MIN_PROSE
from harness.reading.trailer import is_credit
from harness.reading.tree import kinds_of, within_any
from harness.reading.words import ends_in_ellipsis

STILL_GOING = 30
"""Words of the same text after a wall's sentence from which that sentence cut nothing off."""

WALL_WORDS = 260
"""Words that a wall may have after its first sentence: plans, thanks, the way in for those who have paid."""


def to_end(
    page: Observation,
    mine: list[int],
    boxes: Collection[int],
    walls: Collection[int],
    offers: Collection[int],
) -> list[int]:
    """``mine``, the paragraphs of the text's element, up to where the text ends, with the stub a cut leaves there.

    Args:
        boxes: blocks that are known to be no main text.
        walls: those of them that say that one cannot read on.
        offers: blocks that speak of money or an account.
    """
    mine = _trim(page.blocks, _core(page, _to_break(page, _before_wall(page, mine, walls, offers))))
    return mine + _stub(page.blocks, mine[-1], boxes)


def _before_wall(
    page: Observation, mine: list[int], walls: Collection[int], offers: Collection[int]
) -> list[int]:
    """``mine`` up to the first wall that the same text does not go on behind.

    An offer in the middle of an article is followed by more paragraphs beside those before it; what follows
    a wall stands in boxes of its own, or is still the wall's: its plans, its small print.
    """
    kinds = kinds_of(page, mine)
    for wall in sorted(walls):
        before = [i for i in mine if i < wall]
        if not before:
            continue
        own = {kinds[i] for i in before}
        last = _last_of_wall(page.blocks, wall, offers)
        after = sum(page.blocks[i].words for i in mine if i > last and kinds[i] in own)
        if after < STILL_GOING:
            return before
    return mine


def _last_of_wall(blocks: Sequence[Block], wall: int, offers: Collection[int]) -> int:
    """The last block that speaks of money or an account near enough to ``wall`` to be a part of it."""
    last, words = wall, 0
    for i in range(wall + 1, len(blocks)):
        words += blocks[i].words if blocks[i].hidden is None else 0
        if words > WALL_WORDS:
            break
        if i in offers:
            last = i
    return last


def _to_break(page: Observation, mine: list[int]) -> list[int]:
    """``mine`` up to a paragraph that breaks off in dots, where the same text does not go on behind it.

    What follows a cut stands in boxes of its own: authors, forms, house rules.
    """
    kinds = kinds_of(page, mine)
    for n, i in enumerate(mine[:-1]):
        block = page.blocks[i]
        if (
            not ends_in_ellipsis(block.text)
            or block.link_chars
            or kinds[i] not in {kinds[b] for b in mine[:n]}
        ):
            continue
        own = {kinds[b] for b in mine[: n + 1]}
        if sum(page.blocks[b].words for b in mine[n + 1 :] if kinds[b] in own) == 0:
            return mine[: n + 1]
    return mine


def _core(page: Observation, mine: list[int]) -> list[int]:
    """``mine`` up to the last paragraph that is set like most of the text.

    What stands below in boxes of its own (authors, offers, house rules, teasers) is no part of the article.
    """
    kinds = kinds_of(page, mine)
    weights: dict[tuple[str, str], int] = {}
    for i in mine:
        weights[kinds[i]] = weights.get(kinds[i], 0) + page.blocks[i].words
    main = max(weights, key=lambda k: weights[k])
    if weights[main] < 0.5 * sum(weights.values()):
        return mine
    holders = {page.blocks[i].container for i in mine if kinds[i] == main}
    last = max(
        n
        for n, i in enumerate(mine)
        if kinds[i] == main or within_any(page.containers, page.blocks[i].container, holders)
    )
    return mine[: last + 1]


def _trim(blocks: Sequence[Block], mine: list[int]) -> list[int]:
    """``mine`` without credits and legal lines at its end."""
    end = len(mine)
    while end > 1 and is_credit(blocks[mine[end - 1]]):
        end -= 1
    return mine[:end]


def _stub(blocks: Sequence[Block], end: int, boxes: Collection[int]) -> list[int]:
    """A paragraph of a few words near ``end`` that breaks off in dots, and what leads to it: a cut leaves such stubs.

    Between them may stand a heading or short lines of the same box.
    """
    last = blocks[end]
    path: list[int] = []
    for i in range(end + 1, min(len(blocks), end + 6)):
        block = blocks[i]
        if block.hidden is not None or not block.text:
            continue
        if i in boxes or block.container != last.container or block.link_chars:
            return []
        path.append(i)
        if block.tag == last.tag and block.words >= 2 and ends_in_ellipsis(block.text):
            return path if block.words < MIN_PROSE else []
    return []
