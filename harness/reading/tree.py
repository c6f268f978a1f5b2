"""The elements around the blocks: which lies in which, and what kind they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from harness.observation import Container, Observation


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


def inside_of(containers: Sequence[Container], container: int) -> set[int]:
    """``container`` and all that lie in it."""
    inside = {container}
    for c in range(container + 1, len(containers)):
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


_SET_IN = frozenset({"blockquote", "ul", "ol", "dl", "figure", "q"})
"""Elements that set a quotation or list in the text around them."""


def kinds_of(page: Observation, mine: Collection[int]) -> dict[int, tuple[str, str]]:
    """What each paragraph is set in: tag and names of its container, quotations and lists looked through."""
    kinds: dict[int, tuple[str, str]] = {}
    for i in mine:
        c = page.blocks[i].container
        while page.containers[c].tag in _SET_IN and page.containers[c].parent > 0:
            c = page.containers[c].parent
        kinds[i] = (page.containers[c].tag, page.containers[c].names)
    return kinds
