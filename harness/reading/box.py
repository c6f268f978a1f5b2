"""Boxes: the short texts that a page sets apart, a heading with its sentence and buttons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from harness.observe.observation import Block, Container, Observation

BOX_WORDS = 45
"""Words of an element from which it holds a part of the page, and no notice."""

JOINED_WORDS = 30
"""Words of a notice whose lines stand among other lines of the same element."""

BUTTON_WORDS = 8
"""Words of a line that is a button, or all link: it belongs to what stands above it."""

_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary"})
_BUTTONS = frozenset({"button", "label"})


@dataclass(frozen=True, slots=True)
class TextBox:
    """Lines that stand together.

    Args:
        blocks: indices of its blocks, in order.
        text: what they say, a line each.
        words: words of it.
        linked: share of its characters that are links.
    """

    blocks: tuple[int, ...]
    text: str
    words: int
    linked: float


def boxes_of(page: Observation, indices: Collection[int]) -> Iterator[TextBox]:
    """The boxes that the blocks ``indices`` make, in document order.

    Lines of one small element stand together. In a large element a heading goes with what follows it, and
    buttons with what stands above them.
    """
    roots = _small_roots(page)
    return _grouped(page.blocks, indices, lambda group, i: _together(page.blocks, roots, group, i))


def lines_of(page: Observation, indices: Collection[int]) -> Iterator[TextBox]:
    """Each of the blocks ``indices`` alone, with the buttons below it."""
    return _grouped(page.blocks, indices, lambda group, i: _is_button(page.blocks[i]) and len(group) < 3)


def _grouped(
    blocks: Sequence[Block], indices: Collection[int], together: Callable[[Sequence[int], int], bool]
) -> Iterator[TextBox]:
    group: list[int] = []
    for i in sorted(indices):
        if blocks[i].hidden is not None or not blocks[i].text:
            continue
        if group and not together(group, i):
            yield _box(blocks, group)
            group = []
        group.append(i)
    if group:
        yield _box(blocks, group)


def _small_roots(page: Observation) -> Sequence[int]:
    """By container, the outermost element around it that is no larger than a notice; -1 where there is none."""
    containers = page.containers
    words = [0] * len(containers)
    for block in page.blocks:
        if block.hidden is None:
            words[block.container] += block.words
    for c in range(len(containers) - 1, 0, -1):
        words[containers[c].parent] += words[c]
    roots = [-1] * len(containers)
    for c in range(1, len(containers)):
        if words[c] <= BOX_WORDS:
            around = roots[containers[c].parent]
            roots[c] = around if around >= 0 else c
    return roots


def _together(blocks: Sequence[Block], roots: Sequence[int], group: Sequence[int], i: int) -> bool:
    block, before = blocks[i], blocks[group[-1]]
    root = roots[block.container]
    if root >= 0 and root == roots[before.container]:
        return True
    words = sum(blocks[k].words for k in group)
    if words + block.words > JOINED_WORDS or block.region is not before.region or block.root != before.root:
        return False
    return before.tag in _HEADS or _is_button(block)


def _is_button(block: Block) -> bool:
    return block.words <= BUTTON_WORDS and (
        block.tag in _BUTTONS or block.link_chars >= 0.8 * len(block.text)
    )


def _box(blocks: Sequence[Block], group: Sequence[int]) -> TextBox:
    mine = [blocks[i] for i in group]
    chars = sum(len(b.text) for b in mine)
    return TextBox(
        tuple(group),
        "\n".join(b.text for b in mine),
        sum(b.words for b in mine),
        sum(b.link_chars for b in mine) / max(chars, 1),
    )


def named(containers: Sequence[Container], c: int) -> str:
    """The class words of a container and those around it, nearest first."""
    names = []
    while c >= 0:
        names.append(containers[c].names)
        c = containers[c].parent
    return " ".join(names)
