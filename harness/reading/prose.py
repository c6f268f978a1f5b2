"""What reads as running text, and what only looks like it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from harness.observe.observation import Block, Observation, Region

PROSE_TAGS = frozenset("p div td section article blockquote main body center span dd figure li pre".split())
MIN_PROSE = 8
"""Words from which a block can be a paragraph; shorter runs are labels."""

NO_TEXT = frozenset(
    {Region.NAV, Region.FOOTER, Region.HEADER, Region.ASIDE, Region.RELATED, Region.COMMENTS, Region.CONSENT,
     Region.NEWSLETTER, Region.WIDGET}
)  # fmt: skip
NEVER_TEXT = frozenset({Region.NAV, Region.FOOTER, Region.COMMENTS, Region.CONSENT, Region.RELATED})
FEW_WORDS = 40
"""With less prose than this outside named regions, text in asides and headers may be the article."""


def is_prose(block: Block, skip: frozenset[Region] = NO_TEXT) -> bool:
    """Whether a block can be a paragraph: by its length, element, links, and outside the regions ``skip``."""
    return (
        block.words >= MIN_PROSE
        and block.region not in skip
        and block.overlay < 0
        and block.tag in PROSE_TAGS
        and block.link_chars * 2 <= max(len(block.text), 1)
    )


def is_text(block: Block, inside: Collection[int]) -> bool:
    """Whether a visible block between two paragraphs is a part of the text: a heading, a list, a short line.

    Args:
        inside: the containers of the text.
    """
    return (
        block.hidden is None
        and block.container in inside
        and (block.region is Region.BODY or block.region is Region.WALL)
        and block.overlay < 0
        and (block.link_chars * 3 <= len(block.text) * 2 or block.words >= 30)
    )


TEASER = 0.1
"""What a word of a teaser weighs beside a word of running text."""

MIN_TEASERS = 4
_NUMBERED = re.compile(r"\d+")


def _heads(block: Block) -> bool:
    return block.words >= (1 if block.tag in ("h2", "h3", "h4") else 3)


def in_cards(page: Observation, prose: Sequence[int]) -> frozenset[int]:
    """Prose that stands in cards: below a line that is all link, in one of several boxes of a kind."""
    blocks = page.blocks
    seen: set[int] = set()
    kinds: dict[tuple[str, str], dict[int, list[int]]] = {}
    for i in prose:
        box = blocks[i].container
        kind = kinds.setdefault((page.containers[box].tag, _NUMBERED.sub("", page.containers[box].names)), {})
        head = next((b for b in reversed(blocks[max(0, i - 3) : i]) if b.hidden is None and _heads(b)), None)
        linked = head is not None and head.tag != "h1" and head.link_chars >= 0.8 * len(head.text)
        if box in kind or (box not in seen and linked):
            kind.setdefault(box, []).append(i)
        seen.add(box)
    cards = (boxes.values() for boxes in kinds.values() if len(boxes) >= MIN_TEASERS)
    return frozenset(i for boxes in cards for box in boxes for i in box)


def heading(blocks: Sequence[Block]) -> int:
    """Index of the headline: the last visible h1 before the prose, or -1."""
    for i, block in enumerate(blocks):
        if block.tag == "h1" and block.hidden is None and block.words >= 2:
            return i
    return -1
