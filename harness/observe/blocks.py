"""Runs of text made into blocks, as a walk comes by them."""

from __future__ import annotations

from typing import NamedTuple

from harness.language.words import count_words
from harness.observe.context import Context
from harness.observe.observation import Block, Container, Hidden
from harness.observe.vocabulary import MAX_BLOCK_CHARS, MAX_BLOCKS

PX_PER_WORD = 2.0
"""Height in CSS pixels that a word of running text takes in a column: 24 px a line of 12 words."""

PASSING = frozenset({Hidden.TRANSPARENT, Hidden.OFFSCREEN})
"""So pages hide what a script fades or slides in as a reader comes by: it is not kept back, and counts no words."""

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_new = tuple.__new__


class Mark(NamedTuple):
    """Where a link or bold text began.

    Args:
        parts: parts of the run before it.
        chars: characters of them.
        blocks: blocks before it.
        href: a link's address.
        strong: it is bold or italic text.
    """

    parts: int
    chars: int
    blocks: int
    href: str
    strong: bool


class Runs:
    """The blocks found so far, and the run of text under way.

    Args:
        blocks: those found.
        containers: the elements that hold them.
        container: index of the one that the walk is in.
        parts: the run under way, piece by piece.
        budgets: words that boxes of a fixed height still have room for; index 0 stands for no such box.
        veil: the last element that hid what is in it.
        veils: words hidden, by the element that hides them, and by the way it does.
        headed: the elements that hide a headline.
        words: all words, also of what is hidden.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.containers: list[Container] = [Container(-1, "body")]
        self.container = 0
        self.parts: list[str] = []
        self.budgets: list[int] = [0]
        self.veil = ""
        self.veils: dict[str, int] = {}
        self.headed: set[str] = set()
        self.words = 0
        self._counted = 0
        self._chars = 0
        self._hidden: list[tuple[int, str]] = []
        self._links: list[tuple[int, str]] = []
        self._strong = 0

    def enter(self, tag: str, names: str, itemprop: str) -> None:
        """Go into a new container."""
        parent, self.container = self.container, len(self.containers)
        self.containers.append(_new(Container, (parent, tag, names, itemprop)))

    def clip(self, px: float) -> int:
        """A new box of a fixed height; its index in :attr:`budgets`."""
        self.budgets.append(int(px / PX_PER_WORD))
        return len(self.budgets) - 1

    def chars(self) -> int:
        """Characters of the run under way; a part is counted once, however often this is asked."""
        parts = self.parts
        for number in range(self._counted, len(parts)):
            self._chars += len(parts[number])
        self._counted = len(parts)
        return self._chars

    def begin_mark(self, href: str, *, strong: bool) -> Mark:
        """A link or bold text begins here."""
        return _new(Mark, (len(self.parts), self.chars() if strong else 0, len(self.blocks), href, strong))

    def end_mark(self, mark: Mark) -> None:
        """It ends here."""
        parts, chars, count, href, strong = mark
        blocks = self.blocks
        if count != len(blocks):
            parts = chars = 0
        if strong:
            self._strong += self.chars() - chars
        elif href:
            # a link around whole blocks: a card
            for i in range(count, len(blocks)):
                block = blocks[i]
                own = len(block.text)
                links = block.links or ((own, href),)
                blocks[i] = block._replace(link_chars=own, href=links[0][1], links=links)
            self._links.append((len(" ".join("".join(self.parts[parts:]).split())), href))
            if not self.parts:
                self.parts.append("")  # a picture's link: the run is under way, and its end forgets the link

    def end(self, tag: str, context: Context) -> None:
        """End the run of text under way as a block of ``tag``."""
        found = "".join(self.parts).split()
        self.parts.clear()
        self._counted = self._chars = 0
        links, strong = tuple(self._links), self._strong
        self._links.clear()
        self._strong = 0
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
                self._add(text, tag, context, left, links, None, True, strong)
                self._add("", tag, context, words - left, (), Hidden.CLIPPED, False, 0)
                return
        self.words += words
        if hidden is not None:
            self._hidden.append((len(self.blocks), text))
            for veil in (self.veil, hidden):
                self.veils[veil] = self.veils.get(veil, 0) + words
            if tag == "h1":
                self.headed.add(self.veil)
            words = 0 if hidden in PASSING else words
            text, links = "", ()
        self._add(text, tag, context, words, links, hidden, faded, strong)

    def forget_copies(self) -> None:
        """Hidden blocks that say what is shown elsewhere keep nothing back: they have no words.

        A page may hold a text twice, for narrow and for wide screens, or a menu.
        """
        shown = {block.text for block in self.blocks if block.text}
        for number, text in self._hidden:
            if text in shown:
                self.blocks[number] = self.blocks[number]._replace(words=0)

    def _add(
        self,
        text: str,
        tag: str,
        context: Context,
        words: int,
        links: tuple[tuple[int, str], ...],
        hidden: Hidden | None,
        faded: bool,
        strong: int,
    ) -> None:
        emphasis = bool(text) and (tag in _HEADINGS or strong * 10 >= len(text) * 9)
        if len(text) > MAX_BLOCK_CHARS:
            text = text[:MAX_BLOCK_CHARS]
        chars = min(sum([link[0] for link in links]), len(text)) if links else 0
        self.blocks.append(
            _new(
                Block,
                (
                    text, tag, context.region, self.container, words, chars, links[0][1] if links else None, hidden,
                    faded, context.quote, context.code, emphasis, context.overlay, context.root, None, links,
                ),
            )
        )  # fmt: skip
