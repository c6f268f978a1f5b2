"""What an element's name says by itself: how the walk goes on at it, and what it makes of what is in it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from harness.observe import vocabulary as v
from harness.observe.markup import VOID
from harness.observe.observation import Region

END: Final = 0
BLOCK: Final = 1
LEAF: Final = 2
INLINE: Final = 3
MARKED: Final = 4
OTHER: Final = 5
PICTURE: Final = 6
BREAK: Final = 7
COMMENT: Final = 8
NOTHING: Final = 9
"""How the walk goes on at a tag. Most are blocks, inline elements and marked ones (links, bold text) that change
nothing but that; ``OTHER`` takes a second look."""

SETTING = frozenset({"blockquote", "pre", "code", "article", "main"})
"""Elements that set what is in them apart without being a region."""

STRONG = frozenset("b strong em i".split())
_MARKED = STRONG | {"a"}


class Kind(NamedTuple):
    """What an element's name says.

    Args:
        step: how the walk goes on at it, if nothing else speaks against it.
        skipped: no reader sees its text.
        inline: it does not break a run of text.
        leaf: it holds text and no paragraphs.
        counted: it is counted.
        sets: it sets what is in it apart.
        region: the region it makes.
        outside: only outside an article.
        named: its names may make a region.
    """

    step: int
    skipped: bool
    inline: bool
    leaf: bool
    counted: bool
    sets: bool
    region: Region | None
    outside: bool
    named: bool


@lru_cache(maxsize=1_000)
def kind_of(name: str) -> Kind:
    """What the element name ``name`` says."""
    skipped, inline = name in v.SKIPPED, name in v.INLINE
    if name == "br":
        step = BREAK
    elif skipped:
        step = OTHER
    elif name == "img":
        step = PICTURE
    elif name in _MARKED:
        step = MARKED
    elif name in VOID or name in v.COUNTED or name in ("select", "q", "dialog"):
        step = OTHER
    elif inline:
        step = INLINE
    else:
        step = LEAF if name in v.LEAVES else BLOCK
    return Kind(
        step,
        skipped,
        inline,
        name in v.LEAVES,
        name in v.COUNTED,
        name in SETTING or name == "dialog",
        v.REGION_TAGS.get(name),
        name in ("header", "footer"),
        name not in v.ROOT_TAGS,
    )
