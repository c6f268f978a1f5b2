"""One walk over an HTML tree: blocks of text, regions, what is hidden, what the rules' selectors find.

The static twin of ``browser/probe.js``: it answers the same questions as far as the file itself can.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from harness.observation import Block, Container, Frame, Hidden, Hit, Overlay, Region
from harness.observe import vocabulary as v
from harness.observe.css import COLLAPSED_PX, NOTHING, Effect, Sheet, combine, effect
from harness.observe.selectors import Element, Index
from harness.reading.words import count_words

PX_PER_WORD = 2.0
"""Height in CSS pixels that a word of running text takes in a column: 24 px a line of 12 words."""

INLINE_HIDDEN = 30
"""A hidden inline element of fewer words is a label for screen readers, no hidden text of the article."""

MAX_TREE = 400
"""Deeper subtrees are read as one run of text."""

_ARTICLE = re.compile(v.ARTICLE_NAMES, re.I)
_SPECIFIC = frozenset({Region.CONSENT, Region.COMMENTS, Region.NEWSLETTER, Region.WALL, Region.RELATED})
_LOOSE = frozenset({Region.RELATED, Region.ASIDE, Region.WIDGET, Region.HEADER})
_SETTING = frozenset({"blockquote", "pre", "code", "article", "main"})
_FURNITURE = frozenset({Region.WIDGET, Region.RELATED, Region.FOOTER})
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_STRONG = frozenset("b strong em i".split())
_DISMISS = re.compile(r"(?:^|[\s_-])(?:close|dismiss|btn-close|modal-close)(?:$|[\s_-])", re.I)
_known_regions: dict[str, Region | None] = {}


class Context(NamedTuple):
    """What an element inherits from those around it."""

    region: Region = Region.BODY
    root: int = 0
    hidden: Hidden | None = None
    quote: bool = False
    code: bool = False
    faded: bool = False
    overlay: int = -1
    in_article: bool = False
    clip: int = 0


class Answers(NamedTuple):
    """What the walk found, in the observation's words."""

    blocks: list[Block]
    containers: list[Container]
    overlays: list[Overlay]
    frames: list[Frame]
    hits: dict[str, list[Hit]]
    counts: dict[str, int]
    locked: bool


def region_of(names: str) -> Region | None:
    """The region that class words and id name, or ``None``."""
    best: Region | None = None
    for name in names.split():
        region = _known_regions[name] if name in _known_regions else _learn(name)
        if region is not None and (best is None or _RANK[region] < _RANK[best]):
            best = region
    return best


_RANK = {region: rank for rank, region in enumerate(v.REGION_ORDER)}


def _learn(name: str) -> Region | None:
    found = {v.REGION_BY_WORD[word] for word in v.words_of(name) if word in v.REGION_BY_WORD}
    if "paywall" in name.lower():
        found.add(Region.WALL)
    if len(_known_regions) > 50_000:
        _known_regions.clear()
    region = _known_regions[name] = min(found, key=_RANK.__getitem__) if found else None
    return region


class Walk:
    """The walk's state. Use :func:`walk`."""

    def __init__(self, sheet: Sheet | None, selectors: Index[str] | None, revealed: str) -> None:
        self.sheet = sheet.index if sheet else None
        self.selectors = selectors
        self.blocks: list[Block] = []
        self.containers: list[Container] = [Container(-1, "body")]
        self.overlays: list[Overlay] = []
        self.frames: list[Frame] = []
        self.hits: dict[str, list[Hit]] = {}
        self.counts: dict[str, int] = dict.fromkeys(v.COUNTED, 0)
        self.locked = False
        self.roots = 0
        self.budgets: list[int] = [0]
        self.revealed = revealed
        self.veils: dict[str, int] = {}
        self.veil = ""
        self.container = 0
        self.chars = 0
        # tags that say something even without attributes
        self.special = _SETTING | v.REGION_TAGS.keys() | {"dialog"}
        for index in (self.sheet, self.selectors):
            if index:
                self.special |= index.tags
        self.wanted = frozenset[str]().union(
            *(index.above for index in (self.sheet, self.selectors) if index)
        )
        self.ancestors: list[Element] = []
        self.above: dict[str, int] = {}
        self.keep_ancestors = bool(selectors) or bool(sheet)
        # the run of text under way
        self.parts: list[str] = []
        self.link_chars = 0
        self.href: str | None = None
        self.strong = 0

    def open(self, element: Element, count: int) -> bool:
        """Note that an element was entered (1) or left (-1), if a selector's earlier step names it."""
        found = [name for name in element.classes if name in self.wanted]
        id_ = element.attrs.get("id")
        if id_ is not None and id_ in self.wanted:
            found.append(id_)
        for name in found:
            self.above[name] = self.above.get(name, 0) + count
        return bool(found)

    def flush(self, tag: str, context: Context) -> None:
        """End the run of text under way as a block of ``tag``."""
        if not self.parts:
            return
        text = " ".join("".join(self.parts).split())
        self.parts.clear()
        self.chars = 0
        link_chars, href, strong = self.link_chars, self.href, self.strong
        self.link_chars, self.href, self.strong = 0, None, 0
        if not text or len(self.blocks) >= v.MAX_BLOCKS:
            return
        words = count_words(text)
        hidden = context.hidden
        faded = context.faded
        if context.clip and hidden is None:
            left = self.budgets[context.clip]
            self.budgets[context.clip] = left - words
            if left <= 0:
                hidden = Hidden.CLIPPED
            elif words > left + 4:
                rest = words - left
                text = " ".join(text.split()[:left])
                self._add(text, tag, context, left, min(link_chars, len(text)), href, None, True, strong)
                self._add("", tag, context, rest, 0, None, Hidden.CLIPPED, False, 0)
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
        self.blocks.append(
            Block(
                text[: v.MAX_BLOCK_CHARS],
                tag,
                context.region,
                self.container,
                words,
                link_chars,
                href,
                hidden,
                faded,
                context.quote,
                context.code,
                bool(text) and (tag in _HEADINGS or strong * 10 >= len(text) * 9),
                context.overlay,
                context.root,
            )
        )

    def children(self, node: LexborNode, tag: str, context: Context, depth: int) -> None:
        """Walk the children of ``node``, whose own block tag is ``tag``."""
        child = node.child
        while child is not None:
            kind = child.tag
            if kind == "-text":
                content = child.text_content
                if content:
                    self.parts.append(content)
                    self.chars += len(content)
            elif kind == "br":
                self.line_break(child, tag, context)
            elif kind and kind[0] != "-" and kind[0] != "!":
                self.element(child, kind, tag, context, depth + 1)
            child = child.next

    def line_break(self, node: LexborNode, tag: str, context: Context) -> None:
        """Two breaks in a row part paragraphs on old pages; one is a space."""
        after = node.next
        while after is not None and after.tag == "-text" and not (after.text_content or "").strip():
            after = after.next
        if after is not None and after.tag == "br":
            self.flush(tag, context)
        else:
            self.parts.append(" ")

    def element(self, node: LexborNode, kind: str, tag: str, context: Context, depth: int) -> None:
        """Walk one element within a run of text of block ``tag``."""
        attrs = node.attributes
        if attrs:
            classes = (attrs.get("class") or "").split()
            id_ = attrs.get("id") or ""
            names = " ".join(classes) + " " + id_ if id_ else " ".join(classes)
        else:
            classes, names = [], ""
        if kind in v.SKIPPED:
            self.skipped(node, kind, attrs, names, classes, context)
            return
        element = Element(kind, attrs, classes)
        found: Sequence[str] = ()
        if attrs or kind in self.special:
            mine = self.context(element, names, context)
            if self.selectors:
                found = self.selectors.find(element, names, self.ancestors, self.above)
        else:
            mine = context
        if kind in self.counts and mine.hidden is None:
            self.count(kind, attrs)
        inline = kind in v.INLINE
        if depth > MAX_TREE:
            self.parts.append(node.text(deep=True))
            return
        opened = False
        if self.keep_ancestors:
            self.ancestors.append(element)
            opened = bool(names) and bool(self.wanted) and self.open(element, 1)
        start = len(self.blocks)
        container = self.container
        if inline and mine.hidden is not context.hidden and len(node.text().split()) < INLINE_HIDDEN:
            pass
        elif inline and mine.hidden is context.hidden:
            if mine.region is not context.region or mine.root != context.root:
                mine = mine._replace(region=context.region, root=context.root)
            self.inline(node, kind, tag, mine, attrs, depth)
        else:
            self.flush(tag, context)
            start = len(self.blocks)
            if kind not in v.LEAVES:
                self.containers.append(
                    Container(self.container, kind, names, attrs.get("itemprop") or "" if attrs else "")
                )
                self.container = len(self.containers) - 1
            if kind in ("input", "select"):
                self.control(node, kind, attrs, mine)
            else:
                self.children(node, kind, mine, depth)
                self.flush(kind, mine)
            self.container = container
        if self.keep_ancestors:
            self.ancestors.pop()
            if opened:
                self.open(element, -1)
        if found:
            self.hit(found, node, mine, start)
        if mine.overlay != context.overlay and mine.overlay >= 0:
            self.close_overlay(mine.overlay, names, node, start)

    def inline(
        self,
        node: LexborNode,
        kind: str,
        tag: str,
        context: Context,
        attrs: dict[str, str | None],
        depth: int,
    ) -> None:
        """Walk an inline element: its text goes on the run under way."""
        before = self.chars
        runs = len(self.blocks)
        if kind == "q":
            context = context._replace(quote=True)
        self.children(node, tag, context, depth)
        if kind != "a" and kind not in _STRONG:
            return
        if kind == "a" and attrs.get("href"):
            # a link around whole blocks: a card
            for j in range(runs, len(self.blocks)):
                block = self.blocks[j]
                self.blocks[j] = block._replace(link_chars=len(block.text), href=block.href or attrs["href"])
        length = self.chars - (before if runs == len(self.blocks) else 0)
        if kind == "a":
            if attrs.get("href"):
                self.link_chars += max(0, length)
                self.href = self.href or attrs["href"]
        else:
            self.strong += max(0, length)

    def control(self, node: LexborNode, kind: str, attrs: dict[str, str | None], context: Context) -> None:
        """What a form control shows: a button's value, a field's placeholder, the chosen option."""
        if kind == "select":
            option = node.css_first("option[selected]") or node.css_first("option")
            if option is not None:
                self.parts.append(option.text())
        elif (attrs.get("type") or "text").lower() in ("submit", "button", "reset"):
            self.parts.append(attrs.get("value") or "")
        elif (attrs.get("type") or "text").lower() not in ("hidden", "radio", "checkbox"):
            self.parts.append(attrs.get("placeholder") or "")
        self.flush(kind, context)

    def count(self, kind: str, attrs: dict[str, str | None]) -> None:
        """Count a visible element (password and search fields also by their type)."""
        if kind == "input":
            type_ = (attrs.get("type") or "text").lower()
            if type_ == "hidden":
                return
            if type_ in ("password", "search"):
                self.counts[type_] += 1
        self.counts[kind] += 1

    def context(self, element: Element, names: str, context: Context) -> Context:
        """What holds inside ``element``."""
        kind, attrs, _ = element
        if not attrs and kind not in v.REGION_TAGS and kind not in ("blockquote", "pre", "code", "article"):
            return context
        styled = self.effect(element, names)
        hidden = context.hidden or self.hidden_by(kind, attrs, styled)
        if hidden is None and not styled.shows and v.hides_by_class(element.classes):
            hidden = Hidden.NOT_DISPLAYED
        if hidden is not None and context.hidden is None:
            self.veil = f"{kind} {names}"
            if self.veil == self.revealed:
                hidden = None
        region, root = context.region, context.root
        found = self.region(kind, attrs, names, context)
        if found is not None and found is not region and (region is Region.BODY or found in _SPECIFIC):
            self.roots += 1
            region, root = found, self.roots
        elif region in _LOOSE and names and _ARTICLE.search(names):
            region, root = Region.BODY, 0
        overlay = context.overlay
        if styled.fixed and overlay < 0 and hidden is None and kind not in ("body", "html"):
            overlay = len(self.overlays)
            self.overlays.append(Overlay("", None, names))
        clip = context.clip
        if (
            styled is NOTHING
            and region is context.region
            and hidden is context.hidden
            and kind not in _SETTING
        ):
            return context if root == context.root else context._replace(root=root)
        if styled.clip is not None and styled.clip >= COLLAPSED_PX:
            self.budgets.append(int(styled.clip / PX_PER_WORD))
            clip = len(self.budgets) - 1
        return Context(
            region,
            root,
            hidden,
            context.quote or kind == "blockquote",
            context.code or kind in ("pre", "code"),
            context.faded or (styled.fades and kind in ("p", "div", "section", "article")),
            overlay,
            context.in_article or kind in ("article", "main"),
            clip,
        )

    def effect(self, element: Element, names: str) -> Effect:
        """What styles do to ``element``."""
        style = element.attrs.get("style")
        inline = effect(style) if style else NOTHING
        if self.sheet is None:
            return inline
        found = self.sheet.find(element, names, self.ancestors, self.above)
        return combine(found, inline) if found else inline

    @staticmethod
    def hidden_by(kind: str, attrs: object, styled: Effect) -> Hidden | None:
        """Why an element is not seen, by attribute or style."""
        if styled.hides is not None:
            return styled.hides
        assert isinstance(attrs, dict)
        if "hidden" in attrs and not styled.shows:
            return Hidden.NOT_DISPLAYED
        if kind == "dialog" and "open" not in attrs and not styled.shows:
            return Hidden.NOT_DISPLAYED
        return None

    @staticmethod
    def region(kind: str, attrs: object, names: str, context: Context) -> Region | None:
        """The region that ``kind``, role or names give, or ``None``."""
        assert isinstance(attrs, dict)
        if kind in v.REGION_TAGS and not (context.in_article and kind in ("header", "footer")):
            return v.REGION_TAGS[kind]
        role = attrs.get("role")
        if role in v.REGION_ROLES:
            return v.REGION_ROLES[role]
        if role in ("dialog", "alertdialog") or attrs.get("aria-modal") == "true":
            return region_of(names) or Region.WIDGET
        if names and kind not in v.ROOT_TAGS:
            return region_of(names)
        return None

    def skipped(
        self,
        node: LexborNode,
        kind: str,
        attrs: dict[str, str | None],
        names: str,
        classes: list[str],
        context: Context,
    ) -> None:
        """Elements without text of their own: counted, and frames noted."""
        if kind in self.counts and (context.hidden is None or kind == "script"):
            self.counts[kind] += 1
        element = Element(kind, attrs, classes)
        if kind == "iframe":
            styled = self.effect(element, names)
            hidden = context.hidden or self.hidden_by(kind, attrs, styled)
            tiny = (attrs.get("width") or "") in ("0", "1") or (attrs.get("height") or "") in ("0", "1")
            src = attrs.get("src") or attrs.get("data-src") or ""
            if len(self.frames) < 200:
                self.frames.append(Frame(src, hidden is None and not tiny, block=len(self.blocks)))
        if self.selectors and (found := self.selectors.find(element, names, self.ancestors, self.above)):
            self.hit(found, node, context, len(self.blocks))

    def hit(self, found: Sequence[str], node: LexborNode, context: Context, start: int) -> None:
        """Note an element that selectors found; its blocks are those from ``start``."""
        own = self.blocks[start:]
        if self.parts and not own:
            text = " ".join("".join(self.parts).split())
            words = count_words(text) if text else 0
        else:
            text = " ".join(b.text for b in own if b.text)[:300]
            words = sum(b.words for b in own)
        hit = Hit(
            visible=context.hidden is None,
            text="" if context.hidden else text[:300],
            words=words,
            region=context.region,
            block=start,
            filled=bool(own or text or node.child is not None),
        )
        for selector in found:
            hits = self.hits.setdefault(selector, [])
            if len(hits) < v.MAX_HITS:
                hits.append(hit)

    def close_overlay(self, index: int, names: str, node: LexborNode, start: int) -> None:
        """Fill in an overlay once its blocks are known."""
        own = self.blocks[start:]
        closable = any(b.tag == "button" and len(b.text) < 24 for b in own) or bool(
            node.css_first('[aria-label*="close" i], [data-dismiss], [data-bs-dismiss], .close, .btn-close')
        )
        self.overlays[index] = Overlay(
            " ".join(b.text for b in own if b.text)[:2_000], None, names, dismissible=closable
        )


MOST = 0.8
"""An element that hides this share of a page's words waits for its scripts to show it."""


def walk(body: LexborNode, sheet: Sheet | None, selectors: Index[str] | None) -> Answers:
    """Walk ``body``.

    A page that hides all of itself (against flicker, until fonts or tests are loaded) is walked again as if
    it did not: its scripts take the veil off, which no static view sees.

    Args:
        body: the document's body.
        sheet: the page's own style rules, if any.
        selectors: the rules' selectors, each standing for its own text.
    """
    state = _walk(body, sheet, selectors, "")
    if state.veils:
        veil, words = max(state.veils.items(), key=lambda item: item[1])
        everything = sum(b.words for b in state.blocks)
        headline = any(b.hidden and (b.tag == "h1" or b.region in _FURNITURE) for b in state.blocks)
        if words >= 80 and words > MOST * everything and headline:
            state = _walk(body, sheet, selectors, veil)
    return Answers(
        state.blocks, state.containers, state.overlays, state.frames, state.hits, state.counts, state.locked
    )


def _walk(body: LexborNode, sheet: Sheet | None, selectors: Index[str] | None, revealed: str) -> Walk:
    state = Walk(sheet, selectors, revealed)
    attrs = body.attributes
    classes = (attrs.get("class") or "").split()
    names = " ".join([*classes, attrs.get("id") or ""]).strip()
    element = Element("body", attrs, classes)
    state.ancestors.append(Element("html", {}, ()))
    own = state.effect(element, names)
    state.locked = own.locks
    state.ancestors.append(element)
    state.open(element, 1)
    state.veil = f"body {names}"
    context = Context(hidden=None if state.veil == revealed else own.hides)
    state.children(body, "body", context, 0)
    state.flush("body", context)
    return state


def tree(html: str) -> LexborHTMLParser:
    """``html`` parsed as HTML5."""
    return LexborHTMLParser(html)
