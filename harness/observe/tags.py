"""What a start tag says by itself: worked out once for every different tag of a page.

Pages repeat themselves: only a third of a page's start tags are new. All that does not depend on what stands
around an element is therefore kept with its tag as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from harness.observe import vocabulary as v
from harness.observe.class_words import HIDES, REGION, SELECTOR, words_for
from harness.observe.context import Context
from harness.observe.css import NO_EFFECT, Effect, Sheet, StyleRule, effect
from harness.observe.kinds import BREAK, COMMENT, END, NOTHING, OTHER, Kind, kind_of
from harness.observe.markup import unescape
from harness.observe.named import holds_article, region_named
from harness.observe.observation import Hidden, Region
from harness.observe.selectors import Index, Selector

MOST_TAGS = 10_000
"""Tags remembered from page to page; then the memory is emptied, so that it does not grow with the pages."""

_ATTRIBUTE = re.compile(r'([^\s=][^\s=]*)="([^"]*)"')
_NO_ATTRS: Mapping[str, str] = {}
_NO_SELECTORS: Index[str] = Index(())
_SETTING_ATTRS = frozenset({"class", "id", "style", "role", "hidden", "aria-modal", "open"})
_IN_FULL = frozenset({"input", "iframe", "form", "button"})
_STYLE = frozenset({"style=", " style="})
_LINKS = frozenset({"a", "area", "link"})
SPECIFIC = (Region.CONSENT, Region.COMMENTS, Region.NEWSLETTER, Region.WALL, Region.RELATED)
"""Regions that also hold within another one."""

_DIALOGS = frozenset({"dialog", "alertdialog"})


class Tag:
    """What a start tag says; tags that say the same share it.

    Args:
        step: how the walk goes on.
        tag: its name.
        attrs: its attributes, as far as they say something to styles, selectors or regions.
        classes: its class words.
        names: class words and id in one string.
        region: the region it makes.
        region_inside: the region it makes inside an article.
        specific: its region holds also within another one.
        effect: what its inline style does.
        style: the page's style rules that match it.
        maybe_style: those that match it below certain ancestors.
        maybe_shows: the same, of those that only show what others hide.
        quiet: nothing but its names and region changes what holds inside.
        sure: the rules' selectors that match it.
        maybe: those that match it below certain ancestors.
        wanted: its names that a selector looks for among ancestors.
    """

    def __init__(self, tag: str = "", step: int = OTHER) -> None:
        self.step = step
        self.tag = tag
        self.attrs: Mapping[str, str] = _NO_ATTRS
        self.classes: Sequence[str] = ()
        self.names = ""
        self.region: Region | None = None
        self.region_inside: Region | None = None
        self.specific = False
        self.effect = NO_EFFECT
        self.style: Sequence[StyleRule] = ()
        self.maybe_style: Sequence[tuple[Selector, StyleRule]] = ()
        self.maybe_shows: Sequence[tuple[Selector, StyleRule]] = ()
        self.quiet = True
        self.sure: Sequence[str] = ()
        self.maybe: Sequence[tuple[Selector, str]] = ()
        self.wanted: Sequence[str] = ()
        self._article: bool | None = None

    @property
    def article(self) -> bool:
        """Whether its names are those of containers of main text; asked for in few places only."""
        if self._article is None:
            self._article = holds_article(self.names.split())
        return self._article

    def turns(self, context: Context) -> bool:
        """Whether its names or region change what holds inside, in ``context``."""
        region = self.region_inside if context.in_article else self.region
        return (
            region is not None
            and region is not context.region
            and (context.region is Region.BODY or region in SPECIFIC)
        ) or (context.loose and bool(self.names) and self.article)

    def hides(self, styled: Effect) -> Hidden | None:
        """Why what is in it is not seen, given what styles do to it."""
        if styled.hides is not None:
            return styled.hides
        if styled.shows:
            return None
        if "hidden" in self.attrs or (self.tag == "dialog" and "open" not in self.attrs):
            return Hidden.NOT_DISPLAYED
        return None

    def hides_itself(self) -> bool:
        """Whether what is in it is not seen, the page's style rules apart."""
        return self.hides(self.effect) is not None or v.hides_by_class(self.classes)


def attribute(written: str, name: str) -> str:
    """The value of an attribute in a start tag as written; empty when it has none."""
    start = written.find(f' {name}="')
    if start < 0:
        return ""
    start += len(name) + 3
    value = written[start : written.find('"', start)]
    return unescape(value) if "&" in value else value


def names_of(written: str) -> str:
    """Class words and id of a start tag as written, in one string."""
    names = attribute(written, "class").split()
    if id_ := attribute(written, "id"):
        names.append(id_)
    return " ".join(names)


def attributes(written: str) -> dict[str, str]:
    """All attributes of a start tag as written."""
    found = _ATTRIBUTE.findall(written)
    if "&" in written:
        found = [(name, unescape(value) if "&" in value else value) for name, value in found]
    return dict(found)


Key = tuple[str, str, str]
"""An element's name, and its class and id as written."""


_END = Tag(step=END)
_COMMENT = Tag(step=COMMENT)
_INSTRUCTION = Tag(step=NOTHING)


class Tags:
    """The tags of one page.

    Args:
        sheet: the page's own style rules, if any.
        selectors: the rules' selectors, each standing for its own text.
    """

    def __init__(self, sheet: Sheet | None, selectors: Index[str] | None) -> None:
        self.known: dict[str, Tag] = {}
        """By what is written between ``<`` and ``>``."""
        self._sheet = sheet
        self._selectors = selectors if selectors is not None else _NO_SELECTORS
        self._alike = _alike(self._selectors)
        self._own: dict[Key, Tag] = {}
        self._words = words_for(self._selectors)
        self._wanted = self._selectors.above
        self._telling, addresses = _asked(self._selectors)
        if sheet is not None:
            self._wanted |= sheet.acting.above
            telling, more = _asked_by(sheet.acting, sheet.showing)
            self._telling |= telling
            addresses += more
        self._reads_style = any(asked == "style" for index in self._indexes() for _, asked, _ in index.asks)
        # nearly all links have an address, so that selectors by address look at its text first
        self._addresses = addresses

    def _indexes(self) -> list[Index[Any]]:
        return (
            [self._selectors]
            if self._sheet is None
            else [self._selectors, self._sheet.acting, self._sheet.showing]
        )

    def learn(self, written: str) -> Tag:
        """The tag ``written``, which is not among the known ones."""
        first = written[:1]
        if first == "/":
            tag = _END
        elif first == "!" or first == "?":
            return _COMMENT if written.startswith("!--") else _INSTRUCTION
        else:
            name, _, more = written.partition(" ")
            tag = self._with_attributes(name, more, written) if more else self._named(name, "", "")
        self.known[written] = tag
        return tag

    def _with_attributes(self, name: str, more: str, written: str) -> Tag:
        """The tag; nearly all have nothing to say but by their class and id."""
        if name in _IN_FULL:
            return self._read(name, attributes(written), self._sheet)
        if name in _LINKS:
            for text in self._addresses:
                if text in written:
                    return self._read(name, attributes(written), self._sheet)
        parts = more.split('"')  # names and values in turn
        telling = self._telling.intersection(parts[::2])
        if not telling:
            return self._named(name, "", "")
        class_ = id_ = ""
        for attr in telling:
            if attr == " class=" or attr == "class=":
                class_ = parts[parts.index(attr) + 1]
            elif attr == " id=" or attr == "id=":
                id_ = parts[parts.index(attr) + 1]
            elif not (attr in _STYLE and self._is_idle(parts[parts.index(attr) + 1])):
                return self._read(name, attributes(written), self._sheet)
        if class_ or id_:
            names = class_.split()
            if id_:
                names.append(id_)
            if not self._words.say_to(names) and not self._minded(name, names):
                return self._named(name, "", "")
        return self._named(name, class_, id_)

    def _minded(self, name: str, names: Sequence[str]) -> bool:
        return self._sheet is not None and self._sheet.minds(name, names)

    def _is_idle(self, style: str) -> bool:
        """Whether an inline style says nothing, neither by what it does nor to a selector that reads it."""
        return not self._reads_style and effect(style) is NO_EFFECT

    def _named(self, name: str, class_: str, id_: str) -> Tag:
        """The tag of an element that says nothing but by its name, class and id, as written.

        What it says to the rules holds on all pages; what it says to a page's own styles, on that page.
        """
        key = (name, class_, id_)
        tag = self._own.get(key)
        if tag is not None:
            return tag
        alike = self._alike
        if self._minded(name, [*class_.split(), id_]) or "&" in class_ or "&" in id_:
            tag = self._read(name, _attrs(class_, id_), self._sheet)
        else:
            tag = alike.get(key)
            if tag is None:
                if len(alike) >= MOST_TAGS:
                    alike.clear()
                tag = alike[key] = self._read(name, _attrs(class_, id_), None)
        self._own[key] = tag
        return tag

    def body(self, written: str) -> Tag:
        """The body's start tag ``written``: of what it says, only styles count."""
        tag = self._read("body", attributes(written), self._sheet)
        if self._sheet is not None:
            style, tag.maybe_shows = self._sheet.showing.of(tag)
            tag.style = (*tag.style, *style)
        return tag

    def _read(self, name: str, attrs: dict[str, str], sheet: Sheet | None) -> Tag:
        kind = kind_of(name)
        tag = Tag(name, kind.step)
        said = 0
        odd = False
        if attrs:
            tag.attrs = attrs
            classes = attrs.get("class")
            names = classes.split() if classes else []
            tag.classes = names
            if id_ := attrs.get("id"):
                names = [*names, id_]
            if names:
                tag.names = " ".join(names)
                said = self._words.say_to(names)
                if not self._wanted.isdisjoint(names):
                    tag.wanted = [name for name in names if name in self._wanted]
            odd = len(attrs) > ("class" in attrs) + ("id" in attrs)
        if odd or said & SELECTOR or self._selectors.minds_tag(name):
            tag.sure, tag.maybe = self._selectors.of(tag)
        if kind.skipped:
            if name == "iframe":
                _read_style(tag, sheet)
            return tag
        if odd or said & REGION or kind.region is not None:
            _read_region(tag, kind)
        _read_style(tag, sheet)
        tag.quiet = not (
            kind.sets
            or tag.effect is not NO_EFFECT
            or tag.style
            or tag.maybe_style
            or tag.region is not tag.region_inside
            or ((odd or said & HIDES) and tag.hides_itself())
        )
        if tag.step != BREAK and (not tag.quiet or tag.sure or tag.maybe or tag.wanted):
            tag.step = OTHER
        return tag


def _attrs(class_: str, id_: str) -> dict[str, str]:
    attrs = {}
    if class_:
        attrs["class"] = unescape(class_) if "&" in class_ else class_
    if id_:
        attrs["id"] = unescape(id_) if "&" in id_ else id_
    return attrs


def _read_style(tag: Tag, sheet: Sheet | None) -> None:
    if style := tag.attrs.get("style"):
        tag.effect = effect(style)
    if sheet is not None:
        tag.style, tag.maybe_style = sheet.acting.of(tag)
        if tag.style or tag.maybe_style or tag.hides_itself():
            style_, tag.maybe_shows = sheet.showing.of(tag)
            tag.style = (*tag.style, *style_)


@lru_cache(maxsize=8)
def _alike(selectors: Index[str]) -> dict[Key, Tag]:
    """Tags that say nothing to their page's styles: shared by all pages."""
    return {}


def _read_region(tag: Tag, kind: Kind) -> None:
    role = tag.attrs.get("role", "")
    region = None
    if role in v.REGION_ROLES:
        region = v.REGION_ROLES[role]
    elif role in _DIALOGS or tag.attrs.get("aria-modal") == "true":
        region = region_named(tag.names.split()) or Region.WIDGET
    elif tag.names and kind.named:
        region = region_named(tag.names.split())
    if region is not None or kind.region is not None:
        tag.region = kind.region or region
        tag.region_inside = region if kind.outside else tag.region
        tag.specific = tag.region in SPECIFIC or tag.region_inside in SPECIFIC


@lru_cache(maxsize=8)
def _asked(selectors: Index[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """:func:`_asked_by` of the rules' selectors, the same for all pages."""
    return _asked_by(selectors)


def _asked_by(*indexes: Index[Any]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The attributes that say something, as they are written between two quotation marks, and texts of addresses."""
    asks = [(name, value) for index in indexes for tag, name, value in index.asks if tag not in _IN_FULL]
    names = _SETTING_ATTRS | {name for name, value in asks if name != "href" or not value}
    addresses = tuple(value for name, value in asks if name == "href" and value)
    return frozenset(gap + name + "=" for name in names for gap in ("", " ")), addresses
