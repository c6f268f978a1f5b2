"""One walk over a page's nodes: blocks of text, regions, what is hidden, what the rules' selectors find.

The static twin of ``browser/tab/probe.js``: it answers the same questions as far as the file itself can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from harness.observe import vocabulary as v
from harness.observe.blocks import Mark, Runs
from harness.observe.context import Context
from harness.observe.css import COLLAPSED_PX, NO_EFFECT, Effect, Sheet, StyleRule, combine, effect
from harness.observe.finds import Finds
from harness.observe.named import holds_article
from harness.observe.observation import Block, Container, Frame, Hidden, Hit, Overlay, Region
from harness.observe.selectors import Matches
from harness.observe.signs import (
    BLOCK,
    BREAK,
    DIALOGS,
    INLINE,
    MARKED,
    NO_SIGN,
    NOTHING,
    OTHER,
    PICTURE,
    SETTING,
    SKIPPED,
    SPECIFIC,
    STRONG,
    TEXT,
    VOID,
    Kind,
    Sign,
    Signs,
    signs_for,
)

INLINE_HIDDEN = 30
"""A hidden inline element of fewer words is a label for screen readers, no hidden text of the article."""

MAX_TREE = 400
"""Deeper subtrees are read as one run of text."""

_LAST: Final = -1
"""How the body was entered."""

_FADING = frozenset("p div section article".split())
_LOOSE = (Region.RELATED, Region.ASIDE, Region.WIDGET, Region.HEADER)
_FURNITURE = (Region.WIDGET, Region.RELATED, Region.FOOTER)

Attrs = Mapping[str, str | None]


class Answers(NamedTuple):
    """What the walk found, in the observation's words; ``around``: the selectors that find ``html`` and ``body``."""

    blocks: list[Block]
    containers: list[Container]
    overlays: list[Overlay]
    frames: list[Frame]
    hits: dict[str, list[Hit]]
    counts: dict[str, int]
    locked: bool
    around: Sequence[Sequence[str]]


Open = tuple[int, LexborNode, str, Context, Any]
"""An open element: how it was entered, its node, what to come back to at its end (the block tag of the run of text
around it, and what holds around it), and a note: a block's parent container, a mark, or a :class:`Closing`."""


class Closing(NamedTuple):
    """What the end of an element needs that is more than a block or an inline element.

    Args:
        inline: it is part of the run of text around it.
        container: the container to come back to.
        start: index of its first block.
        context: what holds inside it.
        mark: where it began, if it is a link or bold text.
        found: the rules' selectors that match it.
        overlay: its index as an overlay, or -1.
    """

    inline: bool
    container: int
    start: int
    context: Context
    mark: Mark | None
    found: Sequence[str]
    overlay: int


NO_ANSWERS = Answers([], [Container(-1, "body")], [], [], {}, {}, False, [])


class Page(NamedTuple):
    """A page to walk: its parser, its styles, and what the rules ask of it."""

    body: LexborNode
    parser: LexborHTMLParser
    signs: Signs
    asked: Matches[str]
    acting: Mapping[int, Sequence[StyleRule]]
    showing: Matches[StyleRule] | None


class Walk:
    """A walk's state. Use :func:`walk`."""

    def __init__(self, page: Page, revealed: frozenset[str]) -> None:
        self.page = page
        self.revealed = revealed
        self.runs = Runs()
        self.finds = Finds()
        self.locked = False
        self.roots = 0
        self.stack: list[Open] = []
        self.telling = page.acting.keys() | page.asked.known.keys()

    def go(self) -> None:
        """Walk the body."""
        runs, parts, stack, telling = self.runs, self.runs.parts, self.stack, self.telling
        signs, counts = self.page.signs, self.finds.counts
        sign_of, kinds, tells, telling_attrs = signs.of, signs.kinds, signs.tells, signs.attrs
        links = pictures = 0
        block, context = "body", self._body()
        node = self.page.body.first_child
        while True:
            if node is None:
                how, ended, outer_block, outer, note = stack.pop()
                if how == BLOCK:
                    if parts:
                        runs.end(block, context)
                    runs.container = note
                    block = outer_block
                elif how == MARKED:
                    runs.end_mark(note)
                elif how == OTHER:
                    self._close(ended, note)
                    block = outer_block
                elif how == _LAST:
                    break
                context = outer
                node = ended.next
                continue
            tag = node.tag or "-"
            kind = kinds[tag]
            step = kind.step
            if step == TEXT:
                text = node.text_content or ""
                if parts or not text.isspace():
                    parts.append(text)
                node = node.next
                continue
            if step == NOTHING:
                node = node.next
                continue
            if len(stack) > MAX_TREE:
                parts.append(node.text())
                node = node.next
                continue
            attrs = node.attributes
            sign = NO_SIGN
            if attrs:
                class_, id_ = attrs.get("class"), attrs.get("id")
                if class_ or id_:
                    sign = sign_of(class_, id_)
                if step < OTHER:
                    region = sign.region
                    if (
                        sign.found
                        or sign.asked
                        or sign.hides
                        or (not telling_attrs.isdisjoint(attrs) and tells(attrs))
                        or (
                            step <= MARKED
                            and (
                                (
                                    region is not None
                                    and region is not context.region
                                    and (context.region is Region.BODY or region in SPECIFIC)
                                )
                                or (context.loose and holds_article(sign.names))
                            )
                        )
                    ) and step != BREAK:
                        step = OTHER
            if telling and step < OTHER and step != BREAK and node.mem_id in telling:
                step = OTHER
            if step == BLOCK:
                if parts:
                    runs.end(block, context)
                stack.append((BLOCK, node, block, context, runs.container))
                block = tag
                if not kind.leaf:
                    runs.enter(tag, sign.names, attrs.get("itemprop") or "" if attrs else "")
                node = node.first_child
            elif step == INLINE:
                stack.append((INLINE, node, block, context, None))
                node = node.first_child
            elif step == MARKED:
                mark = runs.begin_mark(attrs.get("href") or "", strong=tag != "a")
                stack.append((MARKED, node, block, context, mark))
                if context.hidden is None and tag == "a":
                    links += 1
                node = node.first_child
            elif step == PICTURE:
                if context.hidden is None:
                    pictures += 1
                node = node.next
            elif step == SKIPPED:
                if kind.counted and (context.hidden is None or tag == "script"):
                    counts[tag] += 1
                node = node.next
            elif step == BREAK:
                # two in a row part paragraphs on old pages; one is a space
                if _breaks_again(node):
                    if parts:
                        runs.end(block, context)
                elif parts:
                    parts.append(" ")
                node = node.next
            else:
                entered = self._open(node, kind, attrs, sign, block, context)
                if entered is None:
                    node = node.next
                else:
                    block, context = entered
                    node = node.first_child
        if parts:
            runs.end("body", context)
        self.finds.counts["a"] += links
        self.finds.counts["img"] += pictures

    def _body(self) -> Context:
        """What holds in the body."""
        body = self.page.body
        attrs, sign = _read(self.page.signs, body)
        styled = self._styled(body, attrs, sign, always=True)
        self.locked = styled.locks
        self.runs.veil = f"body {sign.names}"
        hidden = None if self.runs.veil in self.revealed else styled.hides
        self.stack.append((_LAST, body, "", Context(), None))
        return Context(hidden=hidden)

    def _styled(self, node: LexborNode, attrs: Attrs, sign: Sign, *, always: bool = False) -> Effect:
        """What styles do to an element; ``always``: also those that only show what others hide."""
        page = self.page
        style = attrs.get("style")
        inline = effect(style) if style else NO_EFFECT
        rules = page.acting.get(node.mem_id, ()) if page.acting else ()
        styled = combine(rules, inline) if rules else inline
        if page.showing is not None and (always or _hides_itself(node, attrs, sign, styled)):
            maybe = page.showing.selectors.of(node.tag or "", attrs, sign.names.split())
            if shows := page.showing.of(node.mem_id, maybe):
                styled = combine([*rules, *shows], inline)
        return styled

    def _open(
        self, node: LexborNode, kind: Kind, attrs: Attrs, sign: Sign, block: str, context: Context
    ) -> tuple[str, Context] | None:
        """Go into an element that takes more than a look at its tag.

        Returns:
            The block tag and the context to go on with inside it; ``None``: there is nothing to go into.
        """
        runs, tag = self.runs, node.tag or ""
        found = _found(self.page, node, attrs, sign)
        if kind.skipped:
            self._pass(node, attrs, sign, kind, found, context)
            return None
        mine = self._enter(node, kind, attrs, sign, context)
        if kind.counted and mine.hidden is None:
            self.finds.count(tag, attrs)
        hidden = kind.inline and mine.hidden is not context.hidden
        if hidden and (tag in VOID or len(node.text().split()) < INLINE_HIDDEN):
            if found:
                self.finds.hit(found, runs, mine, len(runs.blocks), node.first_child is not None)
            return None
        inline = kind.inline and not hidden
        container = runs.container
        mark = None
        if inline:
            if mine.region is not context.region or mine.root != context.root:
                mine = mine.within(context)
            if tag == "a" or tag in STRONG:
                mark = runs.begin_mark(attrs.get("href") or "", strong=tag != "a")
            if tag == "q":
                mine = mine.quoted()
        else:
            if runs.parts:
                runs.end(block, context)
            if not kind.leaf:
                runs.enter(tag, sign.names, attrs.get("itemprop") or "")
        overlay = mine.overlay if mine.overlay != context.overlay else -1
        closing = Closing(inline, container, len(runs.blocks), mine, mark, found, overlay)
        if tag in VOID or tag == "select":
            if tag in ("input", "select"):
                runs.parts.append(_shown_by(node, attrs))
            self._close(node, closing)
            return None
        self.stack.append((OTHER, node, block, context, closing))
        return (block if inline else tag), mine

    def _close(self, node: LexborNode, closing: Closing) -> None:
        """Leave such an element."""
        inline, container, start, context, mark, found, overlay = closing
        runs = self.runs
        if not inline:
            if runs.parts:
                runs.end(node.tag or "", context)
            runs.container = container
        elif mark is not None:
            runs.end_mark(mark)
        if found:
            self.finds.hit(found, runs, context, start, node.first_child is not None)
        if overlay >= 0:
            self.finds.close_overlay(overlay, runs.blocks[start:], node)

    def _pass(
        self, node: LexborNode, attrs: Attrs, sign: Sign, kind: Kind, found: Sequence[str], context: Context
    ) -> None:
        """Pass by an element without text of its own: it is counted, and frames are noted."""
        tag, runs = node.tag or "", self.runs
        if kind.counted and (context.hidden is None or tag == "script"):
            self.finds.counts[tag] += 1
        if tag == "iframe":
            hidden = context.hidden or _hidden_by(tag, attrs, self._styled(node, attrs, sign))
            self.finds.frame(attrs, hidden, len(runs.blocks))
        if found:
            self.finds.hit(found, runs, context, len(runs.blocks), node.first_child is not None)

    def _enter(self, node: LexborNode, kind: Kind, attrs: Attrs, sign: Sign, context: Context) -> Context:
        """What holds inside an element that stands in ``context``."""
        tag = node.tag or ""
        styled = self._styled(node, attrs, sign)
        hidden = context.hidden or _hidden_by(tag, attrs, styled)
        if hidden is None and not styled.shows and sign.hides:
            hidden = Hidden.NOT_DISPLAYED
        if hidden is not None and context.hidden is None:
            self.runs.veil = f"{tag} {sign.names}"
            if self.runs.veil in self.revealed or hidden in self.revealed:
                hidden = None
        region, root = context.region, context.root
        found = _region_of(kind, attrs, sign, context)
        if found is not None and found is not region and (region is Region.BODY or found in SPECIFIC):
            self.roots += 1
            region, root = found, self.roots
        elif context.loose and holds_article(sign.names):
            region, root = Region.BODY, 0
        overlay, clip = context.overlay, context.clip
        if styled.fixed and overlay < 0 and hidden is None:
            overlay = self.finds.open_overlay(sign.names)
        if (
            styled is NO_EFFECT
            and region is context.region
            and hidden is context.hidden
            and tag not in SETTING
        ):
            return context
        if styled.clip is not None and styled.clip >= COLLAPSED_PX:
            clip = self.runs.clip(styled.clip)
        return Context(
            region,
            root,
            hidden,
            context.quote or tag == "blockquote",
            context.code or tag in ("pre", "code"),
            context.faded or (styled.fades and tag in _FADING),
            overlay,
            context.in_article or tag in ("article", "main"),
            clip,
            region in _LOOSE,
        )


def _read(signs: Signs, node: LexborNode) -> tuple[Attrs, Sign]:
    """An element's attributes, and what its class words and id say."""
    attrs = node.attributes
    return attrs, signs.of(attrs.get("class"), attrs.get("id"))


def _found(page: Page, node: LexborNode, attrs: Attrs, sign: Sign) -> Sequence[str]:
    """The rules' selectors that find an element."""
    asked = page.asked
    selectors = asked.selectors
    tag = node.tag or ""
    if tag in selectors.by_tag or not selectors.by_attr.keys().isdisjoint(attrs):
        return [*sign.found, *asked.of(node.mem_id, [*sign.asked, *selectors.of(tag, attrs, ())])]
    return [*sign.found, *asked.of(node.mem_id, sign.asked)] if sign.asked or asked.known else sign.found


def _breaks_again(node: LexborNode) -> bool:
    """Whether another ``br`` follows a ``br``."""
    after = node.next
    if after is not None and after.tag == "-text" and not (after.text_content or "").strip():
        after = after.next
    return after is not None and after.tag == "br"


def _region_of(kind: Kind, attrs: Attrs, sign: Sign, context: Context) -> Region | None:
    """The region an element makes by its name, its role or its class words and id."""
    if kind.region is not None and not (kind.outside and context.in_article):
        return kind.region
    role = attrs.get("role")
    if role in v.REGION_ROLES:
        return v.REGION_ROLES[role]
    if role in DIALOGS or attrs.get("aria-modal") == "true":
        return sign.region or Region.WIDGET
    return sign.region if kind.named else None


def _hidden_by(tag: str, attrs: Attrs, styled: Effect) -> Hidden | None:
    """Why what is in an element is not seen, given what styles do to it."""
    if styled.hides is not None:
        return styled.hides
    if not styled.shows and ("hidden" in attrs or (tag == "dialog" and "open" not in attrs)):
        return Hidden.NOT_DISPLAYED
    return None


def _hides_itself(node: LexborNode, attrs: Attrs, sign: Sign, styled: Effect) -> bool:
    return sign.hides or _hidden_by(node.tag or "", attrs, styled) is not None


def _shown_by(node: LexborNode, attrs: Attrs) -> str:
    """What a form control shows: a button's value, a field's placeholder, the chosen option."""
    if node.tag == "select":
        option = node.css_first("option[selected]") or node.css_first("option")
        return option.text() if option is not None else ""
    kind = (attrs.get("type") or "text").lower()
    if kind in ("submit", "button", "reset"):
        return attrs.get("value") or ""
    return "" if kind in ("hidden", "radio", "checkbox") else attrs.get("placeholder") or ""


MOST = 0.8
"""An element that hides this share of a page's words, a headline or what stands around the text among them, waits
for its scripts to show it."""

NEARLY_ALL = 0.9
"""So does the body, the element with the headline, and what is transparent, where so much of the page is hidden."""

LEAST = 80


def walk(parser: LexborHTMLParser, sheet: Sheet | None, selectors: tuple[str, ...], size: int) -> Answers:
    """Walk a page's body.

    A page that hides all of itself (against flicker, until fonts or tests are loaded) is walked again as if
    it did not: its scripts take the veil off, which no static view sees.

    Args:
        parser: the page.
        sheet: its own style rules, if any.
        selectors: what the rules ask for.
        size: its elements, about.
    """
    body = parser.body
    if body is None:
        return NO_ANSWERS
    signs = signs_for(selectors)
    page = Page(
        body,
        parser,
        signs,
        Matches(parser, signs.selectors, size),
        Matches(parser, sheet.acting, size).known if sheet is not None else {},
        Matches(parser, sheet.showing, size) if sheet is not None else None,
    )
    state = _walked(page, frozenset())
    if revealed := _unveiled(state.runs):
        state = _walked(page, revealed)
    runs, finds = state.runs, state.finds
    runs.forget_copies()
    around = [_found(page, node, *_read(signs, node)) for node in (parser.root, body) if node is not None]
    return Answers(
        runs.blocks,
        runs.containers,
        finds.overlays,
        finds.frames,
        finds.hits,
        finds.counts,
        state.locked,
        around,
    )


def _unveiled(runs: Runs) -> frozenset[str]:
    """What hides the page until its scripts have run: elements, or a way to hide."""
    if not runs.veils:
        return frozenset()
    enough = {veil for veil, words in runs.veils.items() if words >= LEAST}
    hidden = sum(runs.veils.get(way, 0) for way in Hidden)
    around = any(b.hidden and (b.tag == "h1" or b.region in _FURNITURE) for b in runs.blocks)
    found = set()
    for veil in enough - set(Hidden):
        whole = hidden > NEARLY_ALL * runs.words and (veil.startswith("body ") or veil in runs.headed)
        if whole or (around and runs.veils[veil] > MOST * runs.words):
            found.add(veil)
    if Hidden.TRANSPARENT in enough and runs.veils[Hidden.TRANSPARENT] > NEARLY_ALL * runs.words:
        found.add(Hidden.TRANSPARENT)
    return frozenset(found)


def _walked(page: Page, revealed: frozenset[str]) -> Walk:
    state = Walk(page, revealed)
    state.go()
    return state
