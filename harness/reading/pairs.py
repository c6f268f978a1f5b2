"""Notices made of two phrases: one speaks of reading on, one beside it of money or an account.

Walls say it in a thousand wordings; no list has them all. "Read the full story" is a link, "subscribe" is an
advertisement; side by side where the article stops they are a wall.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from harness.language import Spot, Strength
from harness.language.speaks_of import names_part
from harness.observe.observation import Block, Region
from harness.reading.quotes import quoted

NEAR = 7
"""Blocks around a "read on" in which its price or account stands."""

ONWARD_NEAR = 3
"""The same around words about the rest of the text that are no link to it."""

ABOVE, PARAGRAPH = 6, 20
"""So many blocks above, one of so many words in the same box makes a block one of its paragraphs."""

MAX_WORDS = 70
_ELSEWHERE = frozenset(
    {
        Region.NAV,
        Region.FOOTER,
        Region.HEADER,
        Region.RELATED,
        Region.COMMENTS,
        Region.CONSENT,
        Region.NEWSLETTER,
    }
)


_REGULAR = re.compile(
    r"\b(?:every (?:day|week|month|morning|evening|\w+day)|magazines?|newsletters?|podcasts?|print edition|without ads|ad-free)\b",
    re.I,
)
"""What is sold with "the full story" and is none of this text."""


class Partners(NamedTuple):
    """Phrases that may make a demand of a "read on", by their block.

    Args:
        beside: the blocks with one.
        far: those with one that counts in other blocks, too, and its turn: what is looked for first.
    """

    beside: frozenset[int]
    far: Mapping[int, int]


class Pair(NamedTuple):
    """Two phrases that make a demand.

    Args:
        account: an account is demanded, no money.
        partner: index of the block with the price, offer or account.
    """

    account: bool
    partner: int


def find_pairs(blocks: Sequence[Block], spots: Mapping[str, tuple[Spot, ...]]) -> dict[int, Pair]:
    """The demands of a page, by the block that speaks of reading on."""
    reads = [
        s
        for cls in ("truncation", "onward")
        for s in spots.get(cls, ())
        if (s.strength is not Strength.WEAK or cls == "onward") and _is_notice(blocks, s)
    ]
    if not reads:
        return {}
    money = _partners(blocks, spots, ("price", "offer", "paywall"))
    account = _partners(blocks, spots, ("registration",))
    pairs: dict[int, Pair] = {}
    for one in reads:
        reach = _reach(blocks, one)
        pay = _nearest(one, money, reach)
        free = _nearest(one, account, reach)
        if free >= 0 and (pay < 0 or abs(free - one.index) <= abs(pay - one.index)):
            pairs[one.index] = Pair(True, free)
        elif pay >= 0:
            pairs[one.index] = Pair(False, pay)
    return pairs


def _reach(blocks: Sequence[Block], one: Spot) -> int:
    """How many blocks off a partner may stand.

    A link to the rest is a link wherever it stands. Words about the rest of a text also stand in a text: general ones,
    and such as are set like the paragraphs above them, need their partner beside them in the same block.
    """
    if one.cls != "onward":
        return NEAR
    return 0 if one.strength is Strength.WEAK or _set_as_text(blocks, one.index) else ONWARD_NEAR


def _set_as_text(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    return any(
        (above.tag, above.container) == (block.tag, block.container) and above.words >= PARAGRAPH
        for above in blocks[max(0, index - ABOVE) : index]
    )


def _partners(
    blocks: Sequence[Block], spots: Mapping[str, tuple[Spot, ...]], classes: Sequence[str]
) -> Partners:
    found = [s for cls in classes for s in spots.get(cls, ()) if _is_notice(blocks, s)]
    far: dict[int, int] = {}
    for turn, one in enumerate(found):
        if one.strength is not Strength.WEAK:
            far.setdefault(one.index, turn)
    return Partners(frozenset(one.index for one in found), far)


def _nearest(one: Spot, partners: Partners, reach: int) -> int:
    """The nearest partner: a weak phrase counts only in the same block."""
    if one.index in partners.beside:
        return one.index
    for off in range(1, reach + 1):
        near = [at for at in (one.index - off, one.index + off) if at in partners.far]
        if near:
            return min(near, key=partners.far.__getitem__)
    return -1


def _is_notice(blocks: Sequence[Block], one: Spot) -> bool:
    if one.index >= len(blocks):
        return False
    block = blocks[one.index]
    if block.words > MAX_WORDS or block.region in _ELSEWHERE or quoted(block, one):
        return False
    if not any(c.isalnum() for c in one.phrase):  # bare dots end a paragraph
        return False
    if one.cls in ("onward", "truncation") and names_part(block.text):
        return False
    if one.cls == "onward" and _REGULAR.search(block.text):
        return False
    return not _names_a_story(blocks, one)


def _names_a_story(blocks: Sequence[Block], one: Spot) -> bool:
    """Whether the phrase is a part of one of several linked lines of a list: each is another story's headline."""
    block = blocks[one.index]
    if block.tag != "li" or len(block.text) < (one.end - one.start) + 12:
        return False
    near = blocks[max(0, one.index - 6) : one.index + 7]
    lines = [b for b in near if (b.tag, b.container) == ("li", block.container) and _linked(b)]
    return block in lines and len(lines) >= 3


def _linked(block: Block) -> bool:
    return block.link_chars >= 0.8 * len(block.text)
