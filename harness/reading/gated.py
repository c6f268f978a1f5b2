"""The parts of a page that its own data call gated (``hasPart.cssSelector``), looked up on the page.

That data name such a part says nothing: most pages that do show it whole. What tells is the part itself: it is
there and empty, or there and hidden. Names that nothing on the page has are stale as often as not, and say
nothing either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harness.observe.observation import Container, Observation

MOST_PARTS = 8
"""Selectors looked up; pages name one or two."""

_PART = re.compile(r"([.#]?)([\w-]+)")
_ONE = re.compile(r"[.#]?[\w-]+(?:[.#][\w-]+)*")


@dataclass(frozen=True, slots=True)
class GatedPart:
    """A part of the page that is said not to be free.

    Args:
        selector: its name in the data.
        shown: words in it that a reader sees.
        hidden: words in it that are delivered and not shown.
    """

    selector: str
    shown: int
    hidden: int


def find_gated(page: Observation, selectors: Sequence[str]) -> tuple[GatedPart, ...]:
    """The parts of ``page`` that ``selectors`` name, as far as they are there.

    Args:
        page: the page.
        selectors: as data write them: classes, ids, lists of them; what is no such selector finds nothing.
    """
    found = []
    for selector in selectors[:MOST_PARTS]:
        inside = _named(page.containers, selector)
        if inside:
            mine = [b for b in page.blocks if b.container in inside]
            found.append(
                GatedPart(
                    selector,
                    sum(b.words for b in mine if b.hidden is None),
                    sum(b.words for b in mine if b.hidden is not None),
                )
            )
    return tuple(found)


def _named(containers: Sequence[Container], selector: str) -> set[int]:
    """The containers that ``selector`` names, and those within them."""
    inside: set[int] = set()
    lines = [steps for one in selector.split(",") if (steps := list(_steps(one)))]
    if not lines:
        return inside
    for i, container in enumerate(containers):
        if container.parent in inside or any(_fits(containers, i, steps) for steps in lines):
            inside.add(i)
    return inside


def _steps(selector: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Tag and names of each step of a selector; none, where it asks for more than those."""
    steps = selector.replace(">", " ").split()
    if all(_ONE.fullmatch(step) for step in steps):
        for step in steps:
            parts = _PART.findall(step)
            tag = "".join(name for sign, name in parts if not sign).lower()
            yield tag, frozenset(name for sign, name in parts if sign)


def _fits(containers: Sequence[Container], i: int, steps: Sequence[tuple[str, frozenset[str]]]) -> bool:
    at = i
    for n, (tag, names) in enumerate(reversed(steps)):
        while not _is(containers[at], tag, names):
            at = containers[at].parent
            if n == 0 or at < 0:
                return False
        at = containers[at].parent
        if at < 0 and n < len(steps) - 1:
            return False
    return True


def _is(container: Container, tag: str, names: frozenset[str]) -> bool:
    return (not tag or container.tag == tag) and (not names or names <= set(container.names.split()))
