"""Second thoughts on regions, once the whole page is known: both engines' blocks pass here.

Class words lie: ``<div class="with-sidebar gated">`` may hold the whole article. A region by name that
holds most of the page's prose is no region.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from harness.observe.comments import name_comments
from harness.observe.observation import Block, Region

PROSE = frozenset(
    {"p", "div", "td", "section", "article", "blockquote", "li", "main", "body", "center", "span"}
)
MAJOR_SHARE = 0.45
"""A named region with more than this share of the page's prose is the page's main part."""

MIN_WORDS = 60
HEADED_SHARE = 0.2
"""A region with the headline and this share of the prose is the page's main part."""


def is_prose(block: Block) -> bool:
    """Whether a block reads as running text: long enough, and not mostly links."""
    return block.words >= 8 and block.tag in PROSE and block.link_chars * 2 < max(1, len(block.text))


def settle(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """``blocks`` with regions dissolved that hold most of the page's prose, or its headline and much of it.

    Prose of the page's body that stands inside a region, because its own box is named as the text's, counts as
    the region's: what stands around the text is not beside it. Comments that only a heading tells are called so.
    """
    total = 0
    by_root: dict[int, int] = defaultdict(int)
    around = _around(blocks)
    headed: set[int] = set()
    comments: set[int] = set()
    dialogs = {b.root for b in blocks if b.region is Region.CONSENT}
    for i, block in enumerate(blocks):
        if block.root and block.tag == "h1":
            headed.add(block.root)
        if block.words < 8 or not is_prose(block):
            continue
        if block.region is Region.COMMENTS:
            comments.add(block.root)
        else:
            total += block.words
        if block.root:
            by_root[block.root] += block.words
        if block.region in _TEXT and (outer := around(i)) is not None:
            by_root[outer] += block.words
    everything = total + sum(by_root[root] for root in comments)
    major = {
        root
        for root, words in by_root.items()
        if (words >= MIN_WORDS and words > MAJOR_SHARE * total and root not in comments)
        or (root in headed and words > HEADED_SHARE * everything and (root not in dialogs or words >= 150))
    }
    if major:
        blocks = [b._replace(region=Region.BODY, root=0) if b.root in major else b for b in blocks]
    return name_comments(blocks)


_TEXT = frozenset({Region.BODY, Region.WALL})
_LOOSE = frozenset({Region.ASIDE, Region.WIDGET, Region.RELATED})


def _around(blocks: Sequence[Block]) -> Callable[[int], int | None]:
    """Tells the loose region with the headline that a block of the body stands inside, by its index; asked in order."""
    spans: dict[int, tuple[int, int]] = {}
    for i, block in enumerate(blocks):
        if block.root and block.region in _LOOSE:
            spans[block.root] = (spans.get(block.root, (i, i))[0], i)
    headed = [
        (root, first, last)
        for root, (first, last) in spans.items()
        if any(b.tag == "h1" and b.root == root for b in blocks[first : last + 1])
    ]

    headed.reverse()

    def outer(index: int) -> int | None:
        while headed and headed[-1][2] <= index:
            headed.pop()
        return headed[-1][0] if headed and headed[-1][1] < index else None

    return outer
