"""The elements around the blocks: which lies in which, and what kind they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from harness.observe.observation import Container, Observation


def ancestors(containers: Sequence[Container], c: int) -> list[int]:
    """``c``'s ancestors, nearest first."""
    found = []
    at = containers[c].parent
    while at >= 0:
        found.append(at)
        at = containers[at].parent
    return found


def within(containers: Sequence[Container], inner: int, outer: int) -> bool:
    """Whether ``inner`` lies in ``outer``, or is it."""
    at = inner
    while at >= 0:
        if at == outer:
            return True
        at = containers[at].parent
    return False


def inside_of(containers: Sequence[Container], boxes: Sequence[int]) -> set[int]:
    """``boxes`` and all that lie in them."""
    inside = set(boxes)
    for c in range(min(boxes) + 1, len(containers)):
        if containers[c].parent in inside:
            inside.add(c)
    return inside


def within_any(containers: Sequence[Container], inner: int, outer: Collection[int]) -> bool:
    """Whether ``inner`` lies in one of ``outer``, or is one."""
    at = inner
    while at >= 0:
        if at in outer:
            return True
        at = containers[at].parent
    return False


_NUMBERS = re.compile(r"\d+")
_PLACED = re.compile(
    r"(?:^|[_-])(?:first|last|odd|even|initial|drop-?cap|spac(?:e|ing)|margin|padding)(?:$|[_-])"
)
"""Class words that tell where a box stands in its row and what room it has, not how its text is set."""


@lru_cache(maxsize=4096)
def plain(names: str) -> frozenset[str]:
    """Class words without numbers and places: ``part-2 c1378`` is set like ``part-1 part--first c1377``."""
    return frozenset(w for w in _NUMBERS.sub("", names).split() if not _PLACED.search(w))


def alike(one: Container, other: Container) -> bool:
    """Whether two containers are set alike: the same element, the class words of one among the other's."""
    if one.tag != other.tag:
        return False
    if one.names == other.names:
        return True
    mine, others = plain(one.names), plain(other.names)
    return bool(mine) == bool(others) and (mine <= others or others <= mine)


def in_a_row(containers: Sequence[Container], container: int) -> list[int]:
    """``container`` and those that stand in a row with it: set alike, in boxes set alike, up to a common one.

    An advertisement, a picture or a chapter's end splits a text into such boxes. An ``article`` is a piece of its
    own, and boxes without any class word are too common to tell anything.
    """
    row = [container]
    own = containers[container]
    if container == 0 or own.tag == "article":
        return row
    path = [container, *ancestors(containers, container)]
    for c in range(1, len(containers)):
        if containers[c].tag == own.tag and c != container and alike(containers[c], own):
            theirs = [c, *ancestors(containers, c)]
            if len(theirs) == len(path) and _beside(containers, path, theirs):
                row.append(c)
    return sorted(row)


def _beside(containers: Sequence[Container], path: Sequence[int], theirs: Sequence[int]) -> bool:
    """Whether two paths of the same length meet with boxes set alike on the way, some of them named."""
    named = False
    for a, b in zip(path, theirs, strict=True):
        if a == b:
            return named
        one, other = containers[a], containers[b]
        if one.tag == "article" or one.tag != other.tag:
            return False
        if one.names or other.names:
            if plain(one.names).isdisjoint(plain(other.names)):
                return False
            named = True
    return False


_SET_IN = frozenset({"blockquote", "ul", "ol", "dl", "figure", "q"})
"""Elements that set a quotation or list in the text around them."""


Kind = tuple[str, frozenset[str]]
"""How a paragraph is set: tag and class words, without numbers, of what holds it."""


def kinds_of(page: Observation, mine: Collection[int]) -> dict[int, Kind]:
    """What each paragraph is set in: tag and class words of its container, quotations and lists looked through."""
    containers = page.containers
    kinds: dict[int, Kind] = {}
    for i in mine:
        c = page.blocks[i].container
        while containers[c].tag in _SET_IN and containers[c].parent > 0:
            c = containers[c].parent
        kinds[i] = (containers[c].tag, plain(containers[c].names))
    return kinds
