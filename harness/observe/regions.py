"""Second thoughts on regions, once the whole page is known: both engines' blocks pass here.

Class words lie: ``<div class="with-sidebar gated">`` may hold the whole article. A region by name that
holds most of the page's prose is no region.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from harness.observation import Block, Region

PROSE = frozenset({"p", "div", "td", "section", "article", "blockquote", "li", "main", "body", "center", "span"})
MAJOR_SHARE = 0.45
"""A named region with more than this share of the page's prose is the page's main part."""

MIN_WORDS = 60
_KEEP = frozenset({Region.COMMENTS, Region.CONSENT})


def is_prose(block: Block) -> bool:
    """Whether a block reads as running text: long enough, and not mostly links."""
    return block.words >= 8 and block.tag in PROSE and block.link_chars * 2 < max(1, len(block.text))


def settle(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """``blocks`` with regions dissolved that hold most of the page's prose."""
    total = 0
    by_root: dict[int, int] = defaultdict(int)
    for block in blocks:
        if block.words >= 8 and is_prose(block):
            total += block.words
            if block.root:
                by_root[block.root] += block.words
    if total < MIN_WORDS or not by_root:
        return tuple(blocks)
    major = {root for root, words in by_root.items() if words > MAJOR_SHARE * total}
    if not major:
        return tuple(blocks)
    return tuple(
        b._replace(region=Region.BODY, root=0) if b.root in major and b.region not in _KEEP else b for b in blocks
    )
