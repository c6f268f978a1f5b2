"""One walk over a page's HTML: blocks of text, regions, what is hidden, what the rules' selectors find.

The static twin of ``browser/probe.js``: it answers the same questions as far as the file itself can.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from harness.observe import vocabulary as v
from harness.observe.blocks import Mark, Runs
from harness.observe.context import Context
from harness.observe.css import COLLAPSED_PX, NO_EFFECT, Effect, Sheet, combine
from harness.observe.finds import Finds
from harness.observe.kinds import (
    BLOCK,
    BREAK,
    COMMENT,
    END,
    INLINE,
    LEAF,
    MARKED,
    NOTHING,
    OTHER,
    PICTURE,
    SETTING,
    STRONG,
    kind_of,
)
from harness.observe.markup import VOID, end_of, end_of_comment, text_within, unescape
from harness.observe.observation import Block, Container, Frame, Hidden, Hit, Overlay, Region
from harness.observe.selectors import Index, among
from harness.observe.tags import SPECIFIC, Tag, Tags

INLINE_HIDDEN = 30
"""A hidden inline element of fewer words is a label for screen readers, no hidden text of the article."""

MAX_TREE = 400
"""Deeper subtrees are read as one run of text."""

_LAST: Final = -1
"""How the body was entered."""

_BREAK = ("br>", "br ")
_OPTION = ("option>", "option ")
_FADING = frozenset("p div section article".split())
_HTML = Tag("html")
_LOOSE = (Region.RELATED, Region.ASIDE, Region.WIDGET, Region.HEADER)
_FURNITURE = (Region.WIDGET, Region.RELATED, Region.FOOTER)


class Answers(NamedTuple):
    """What the walk found, in the observation's words."""

    blocks: list[Block]
    containers: list[Container]
    overlays: list[Overlay]
    frames: list[Frame]
    hits: dict[str, list[Hit]]
    counts: dict[str, int]
    locked: bool


NO_ANSWERS = Answers([], [Container(-1, "body")], [], [], {}, {}, False)


Open = tuple[Tag, int, str, Context, Any]
"""An open element: its start tag, how it was entered, and what to come back to at its end: the block tag of the
run of text around it, what holds around it, and a note (a block's parent container, a mark's beginning, or a
:class:`Closing`)."""


class Closing(NamedTuple):
    """What the end of an element needs that is more than a block or an inline element.

    Args:
        at: index of its piece.
        inline: it is part of the run of text around it.
        container: the container to come back to.
        start: index of its first block.
        context: what holds inside it.
        mark: where it began, if it is a link or bold text.
        found: the rules' selectors that match it.
        overlay: its index as an overlay, or -1.
    """

    at: int
    inline: bool
    container: int
    start: int
    context: Context
    mark: Mark | None
    found: Sequence[str]
    overlay: int


class Walk:
    """A walk's state. Use :func:`walk`."""

    def __init__(self, pieces: list[str], tags: Tags, revealed: str) -> None:
        self.pieces = pieces
        self.tags = tags
        self.revealed = revealed
        self.runs = Runs()
        self.finds = Finds()
        self.locked = False
        self.roots = 0
        self.stack: list[Open] = []
        self.above: dict[str, int] = {}

    def go(self) -> None:
        """Walk the body."""
        pieces, tags = self.pieces, self.tags
        runs, parts, stack = self.runs, self.runs.parts, self.stack
        known, blocks = tags.known, runs.blocks
        counts = self.finds.counts
        links = pictures = 0
        block, context = "body", self._body()
        _, _, text = pieces[1].partition(">")
        if text:
            parts.append(unescape(text))
        at, last = 1, len(pieces) - 1
        while at < last:
            at += 1
            piece = pieces[at]
            written, closed, text = piece.partition(">")
            if not closed and not piece.startswith("!--"):  # a "<" in the tag's name
                end = at + 1
                while ">" not in pieces[end]:
                    end += 1
                written, _, text = "<".join(pieces[at : end + 1]).partition(">")
                at = end
            tag = known.get(written)
            if tag is None:
                tag = tags.learn(written)
            step = tag.step
            if step == END:
                opened, how, outer_block, outer, note = stack.pop()
                if how == BLOCK:
                    if parts:
                        runs.end(block, context)
                    runs.container = note
                    block = outer_block
                elif how == MARKED:
                    runs.end_mark(note)
                elif how == OTHER:
                    self._close(opened, note, at)
                    block = outer_block
                elif how == _LAST:
                    break
                context = outer
                if text and (parts or not text.isspace()):
                    parts.append(unescape(text) if "&" in text else text)
                continue
            if step < OTHER:
                region = tag.region
                if (
                    region is not None
                    and region is not context.region
                    and (tag.specific or context.region is Region.BODY)
                ) or (context.loose and tag.names and tag.article):
                    step = OTHER
            if step <= LEAF and len(stack) <= MAX_TREE:
                if parts:
                    runs.end(block, context)
                stack.append((tag, BLOCK, block, context, runs.container))
                block = tag.tag
                if step == BLOCK:
                    runs.enter(tag, written)
            elif step == INLINE:
                stack.append((tag, INLINE, block, context, None))
            elif step == MARKED:
                stack.append((tag, MARKED, block, context, Mark(tag, runs.chars(), len(blocks), written)))
                if context.hidden is None and tag.tag == "a":
                    links += 1
            elif step == PICTURE:
                if context.hidden is None:
                    pictures += 1
            elif step == BREAK:
                # two in a row part paragraphs on old pages; one is a space
                if pieces[at + 1].startswith(_BREAK) and not text.replace("&nbsp;", "").strip():
                    if parts:
                        runs.end(block, context)
                elif parts:
                    parts.append(" ")
            elif step == COMMENT:
                at = end_of_comment(pieces, at)
                text = pieces[at].partition("-->")[2]
            elif step != NOTHING:
                block, context, end = self._open(tag, written, at, block, context)
                if end > at:
                    at = end
                    text = pieces[at].partition(">")[2]
            if text and (parts or not text.isspace()):
                parts.append(unescape(text) if "&" in text else text)
        if parts:
            runs.end("body", context)
        counts["a"] += links
        counts["img"] += pictures

    def _body(self) -> Context:
        """What holds in the body."""
        body = self.tags.body(self.pieces[1].partition(">")[0])
        styled = self._styled(body)
        self.locked = styled.locks
        for name in body.wanted:
            self.above[name] = 1
        self.runs.veil = f"body {body.names}"
        hidden = None if self.runs.veil == self.revealed else styled.hides
        self.stack.append((body, _LAST, "", Context(), None))
        return Context(hidden=hidden)

    def _ancestors(self) -> list[Tag]:
        return [_HTML, *(opened[0] for opened in self.stack)]

    def _styled(self, tag: Tag) -> Effect:
        """What styles do to the element of ``tag``."""
        rules = tag.style
        if tag.maybe_style:
            rules = [*rules, *among(tag.maybe_style, self._ancestors, self.above)]
        styled = combine(rules, tag.effect) if rules else tag.effect
        if tag.maybe_shows and (styled.hides or tag.hides_itself() or tag.tag == "body"):
            shows = among(tag.maybe_shows, self._ancestors, None)
            styled = combine([*rules, *shows], tag.effect) if shows else styled
        return styled

    def _found(self, tag: Tag) -> Sequence[str]:
        """The rules' selectors that match the element of ``tag``."""
        if tag.maybe:
            return [*tag.sure, *among(tag.maybe, self._ancestors, self.above)]
        return tag.sure

    def _open(
        self, tag: Tag, written: str, at: int, block: str, context: Context
    ) -> tuple[str, Context, int]:
        """Go into an element that takes more than a look at its tag.

        Returns:
            The block tag and the context to go on with, and the index of the piece to go on behind.
        """
        pieces, runs = self.pieces, self.runs
        kind = kind_of(tag.tag)
        if kind.skipped:
            return block, context, self._pass(tag, at, context)
        mine = self._enter(tag, context)
        found = self._found(tag)
        if kind.counted and mine.hidden is None:
            self.finds.count(tag)
        whole = tag.tag in VOID or tag.tag == "select" or len(self.stack) > MAX_TREE
        hidden = kind.inline and mine.hidden is not context.hidden
        end = at
        if (whole or hidden) and tag.tag not in VOID:
            end = end_of(pieces, at, tag.tag)
        if len(self.stack) > MAX_TREE:
            runs.parts.append(text_within(pieces, at, end))
            return block, context, end
        if hidden and len(text_within(pieces, at, end).split()) < INLINE_HIDDEN:
            if found:
                self.finds.hit(found, runs, mine, len(runs.blocks), self._filled(at, end))
            return block, context, end
        inline = kind.inline and not hidden
        container = runs.container
        mark = None
        if inline:
            if mine.region is not context.region or mine.root != context.root:
                mine = mine.within(context)
            if tag.tag == "a" or tag.tag in STRONG:
                mark = Mark(tag, runs.chars(), len(runs.blocks), written)
            if tag.tag == "q":
                mine = mine.quoted()
        else:
            if runs.parts:
                runs.end(block, context)
            if not kind.leaf:
                runs.enter(tag, written)
        overlay = mine.overlay if mine.overlay != context.overlay else -1
        closing = Closing(at, inline, container, len(runs.blocks), mine, mark, found, overlay)
        for name in tag.wanted:
            self.above[name] = self.above.get(name, 0) + 1
        if whole:
            if tag.tag in ("input", "select"):
                runs.parts.append(self._shown_by(tag, at, end))
            self._close(tag, closing, end)
            return block, context, end
        self.stack.append((tag, OTHER, block, context, closing))
        return (block if inline else tag.tag), mine, at

    def _close(self, tag: Tag, closing: Closing, end: int) -> None:
        """Leave such an element at piece ``end``."""
        at, inline, container, start, context, mark, found, overlay = closing
        runs = self.runs
        if not inline:
            if runs.parts:
                runs.end(tag.tag, context)
            runs.container = container
        elif mark is not None:
            runs.end_mark(mark)
        for name in tag.wanted:
            self.above[name] -= 1
        if found:
            self.finds.hit(found, runs, context, start, self._filled(at, end))
        if overlay >= 0:
            self.finds.close_overlay(overlay, runs.blocks[start:], "<" + "<".join(self.pieces[at:end]))

    def _filled(self, at: int, end: int) -> bool:
        """Whether the element from piece ``at`` to piece ``end`` has children."""
        return end > at + 1 or (end > at and not self.pieces[at].endswith(">"))

    def _pass(self, tag: Tag, at: int, context: Context) -> int:
        """Pass by an element without text of its own: it is counted, and frames are noted."""
        end = at if tag.tag in VOID else end_of(self.pieces, at, tag.tag)
        if kind_of(tag.tag).counted and (context.hidden is None or tag.tag == "script"):
            self.finds.counts[tag.tag] += 1
        if tag.tag == "iframe":
            hidden = context.hidden or tag.hides(self._styled(tag))
            self.finds.frame(tag, hidden, len(self.runs.blocks))
        if found := self._found(tag):
            self.finds.hit(found, self.runs, context, len(self.runs.blocks), self._filled(at, end))
        return end

    def _shown_by(self, tag: Tag, at: int, end: int) -> str:
        """What a form control shows: a button's value, a field's placeholder, the chosen option."""
        if tag.tag == "select":
            options = [i for i in range(at, end) if self.pieces[i].startswith(_OPTION)]
            chosen = [i for i in options if " selected=" in self.pieces[i].partition(">")[0]]
            for i in chosen or options:
                return text_within(self.pieces, i, end_of(self.pieces, i, "option"))
            return ""
        kind = (tag.attrs.get("type") or "text").lower()
        if kind in ("submit", "button", "reset"):
            return tag.attrs.get("value", "")
        return "" if kind in ("hidden", "radio", "checkbox") else tag.attrs.get("placeholder", "")

    def _enter(self, tag: Tag, context: Context) -> Context:
        """What holds inside an element that stands in ``context``."""
        if tag.quiet and not tag.turns(context):
            return context
        styled = self._styled(tag)
        hidden = context.hidden or tag.hides(styled)
        if hidden is None and not styled.shows and v.hides_by_class(tag.classes):
            hidden = Hidden.NOT_DISPLAYED
        if hidden is not None and context.hidden is None:
            self.runs.veil = f"{tag.tag} {tag.names}"
            if self.runs.veil == self.revealed:
                hidden = None
        region, root = context.region, context.root
        found = tag.region_inside if context.in_article else tag.region
        if found is not None and found is not region and (region is Region.BODY or found in SPECIFIC):
            self.roots += 1
            region, root = found, self.roots
        elif context.loose and tag.names and tag.article:
            region, root = Region.BODY, 0
        overlay, clip = context.overlay, context.clip
        if styled.fixed and overlay < 0 and hidden is None and tag.tag != "body":
            overlay = self.finds.open_overlay(tag)
        if (
            styled is NO_EFFECT
            and region is context.region
            and hidden is context.hidden
            and tag.tag not in SETTING
        ):
            return context
        if styled.clip is not None and styled.clip >= COLLAPSED_PX:
            clip = self.runs.clip(styled.clip)
        return Context(
            region,
            root,
            hidden,
            context.quote or tag.tag == "blockquote",
            context.code or tag.tag in ("pre", "code"),
            context.faded or (styled.fades and tag.tag in _FADING),
            overlay,
            context.in_article or tag.tag in ("article", "main"),
            clip,
            region in _LOOSE,
        )


MOST = 0.8
"""An element that hides this share of a page's words waits for its scripts to show it."""


def walk(html: str, sheet: Sheet | None, selectors: Index[str] | None) -> Answers:
    """Walk a body.

    A page that hides all of itself (against flicker, until fonts or tests are loaded) is walked again as if
    it did not: its scripts take the veil off, which no static view sees.

    Args:
        html: the body as the parser writes it, all its text escaped.
        sheet: the page's own style rules, if any.
        selectors: the rules' selectors, each standing for its own text.
    """
    pieces, tags = html.split("<"), Tags(sheet, selectors)
    state = _walked(pieces, tags, "")
    runs = state.runs
    if runs.veils:
        veil, words = max(runs.veils.items(), key=lambda item: item[1])
        everything = sum(b.words for b in runs.blocks)
        headline = any(b.hidden and (b.tag == "h1" or b.region in _FURNITURE) for b in runs.blocks)
        if words >= 80 and words > MOST * everything and headline:
            state = _walked(pieces, tags, veil)
    runs, finds = state.runs, state.finds
    return Answers(
        runs.blocks, runs.containers, finds.overlays, finds.frames, finds.hits, finds.counts, state.locked
    )


def _walked(pieces: list[str], tags: Tags, revealed: str) -> Walk:
    state = Walk(pieces, tags, revealed)
    state.go()
    return state
