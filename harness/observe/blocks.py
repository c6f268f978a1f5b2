"""Runs of text made into blocks, as a walk comes by them."""

from __future__ import annotations

from harness.language.words import count_words
from harness.observe.context import Context
from harness.observe.kinds import STRONG
from harness.observe.observation import Block, Container, Hidden
from harness.observe.tags import Tag, attribute, names_of
from harness.observe.vocabulary import MAX_BLOCK_CHARS, MAX_BLOCKS

PX_PER_WORD = 2.0
"""Height in CSS pixels that a word of running text takes in a column: 24 px a line of 12 words."""

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_new = tuple.__new__


class Mark:
    """Where a link or bold text began.

    Args:
        tag: its tag.
        chars: characters of the run before it.
        blocks: blocks before it.
        written: how its start tag is written.
    """

    __slots__ = ("blocks", "chars", "tag", "written")

    def __init__(self, tag: Tag, chars: int, blocks: int, written: str) -> None:
        self.tag = tag
        self.chars = chars
        self.blocks = blocks
        self.written = written


class Runs:
    """The blocks found so far, and the run of text under way.

    Args:
        blocks: those found.
        containers: the elements that hold them.
        container: index of the one that the walk is in.
        parts: the run under way, piece by piece.
        budgets: words that boxes of a fixed height still have room for; index 0 stands for no such box.
        veil: the last element that hid what is in it.
        veils: words hidden, by the element that hides them.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.containers: list[Container] = [Container(-1, "body")]
        self.container = 0
        self.parts: list[str] = []
        self.budgets: list[int] = [0]
        self.veil = ""
        self.veils: dict[str, int] = {}
        self._link_chars = 0
        self._href: str | None = None
        self._strong = 0

    def enter(self, tag: Tag, written: str) -> None:
        """Go into a new container, the element of ``tag``."""
        parent, self.container = self.container, len(self.containers)
        itemprop = attribute(written, "itemprop") if "itemprop" in written else ""
        names = tag.names or (names_of(written) if "=" in written else "")
        self.containers.append(_new(Container, (parent, tag.tag, names, itemprop)))

    def clip(self, px: float) -> int:
        """A new box of a fixed height; its index in :attr:`budgets`."""
        self.budgets.append(int(px / PX_PER_WORD))
        return len(self.budgets) - 1

    def chars(self) -> int:
        """Characters of the run under way."""
        count = 0
        for part in self.parts:
            count += len(part)
        return count

    def end_mark(self, mark: Mark) -> None:
        """A link or bold text ends here."""
        tag, count = mark.tag, mark.blocks
        blocks = self.blocks
        length = self.chars()
        if count == len(blocks):
            length -= mark.chars
        if length < 0:
            length = 0
        if tag.tag in STRONG:
            self._strong += length
        elif href := attribute(mark.written, "href"):
            # a link around whole blocks: a card
            for i in range(count, len(blocks)):
                block = blocks[i]
                blocks[i] = block._replace(link_chars=len(block.text), href=block.href or href)
            self._link_chars += length
            self._href = self._href or href
            if not self.parts:
                self.parts.append("")  # a picture's link: the run is under way, and its end forgets the link

    def end(self, tag: str, context: Context) -> None:
        """End the run of text under way as a block of ``tag``."""
        found = "".join(self.parts).split()
        self.parts.clear()
        link_chars, href, strong = self._link_chars, self._href, self._strong
        self._link_chars, self._href, self._strong = 0, None, 0
        if not found or len(self.blocks) >= MAX_BLOCKS:
            return
        text = " ".join(found)
        words = len(found) if text.isascii() else count_words(text)
        hidden = context.hidden
        faded = context.faded
        if context.clip and hidden is None:
            left = self.budgets[context.clip]
            self.budgets[context.clip] = left - words
            if left <= 0:
                hidden = Hidden.CLIPPED
            elif words > left + 4:
                text = " ".join(found[:left])
                self._add(text, tag, context, left, min(link_chars, len(text)), href, None, True, strong)
                self._add("", tag, context, words - left, 0, None, Hidden.CLIPPED, False, 0)
                return
        if hidden is not None:
            text, link_chars, href = "", 0, None
            self.veils[self.veil] = self.veils.get(self.veil, 0) + words
        self._add(text, tag, context, words, link_chars, href, hidden, faded, strong)

    def _add(
        self,
        text: str,
        tag: str,
        context: Context,
        words: int,
        link_chars: int,
        href: str | None,
        hidden: Hidden | None,
        faded: bool,
        strong: int,
    ) -> None:
        emphasis = bool(text) and (tag in _HEADINGS or strong * 10 >= len(text) * 9)
        if len(text) > MAX_BLOCK_CHARS:
            text = text[:MAX_BLOCK_CHARS]
        self.blocks.append(
            _new(
                Block,
                (
                    text, tag, context.region, self.container, words, link_chars, href, hidden, faded, context.quote,
                    context.code, emphasis, context.overlay, context.root, None,
                ),
            )
        )  # fmt: skip
