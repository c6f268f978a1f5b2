"""CSS selectors compiled once and matched while walking a tree: by id, class, tag or attribute.

Covers what walls, tools and style sheets are named by (compounds of tag, ``#id``, ``.class`` and
``[attr op value]``, joined by descendant or child combinators). :func:`parse` answers ``None`` for the
rest, which the HTML parser's own engine is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")

_PART = re.compile(
    r"""
    (?P<tag>\*|[a-zA-Z][\w-]*)
    | \#(?P<id>(?:[\w-]|\\.)+)
    | \.(?P<class>(?:[\w-]|\\.)+)
    | \[\s*(?P<name>[\w:-]+)\s*
        (?:(?P<op>[~|^$*]?=)\s*(?P<quote>["']?)(?P<value>.*?)(?P=quote)\s*(?P<flag>[iIsS])?\s*)?\]
    """,
    re.X,
)


class Attr(NamedTuple):
    """``[name op value]``; ``op`` is empty for mere presence."""

    name: str
    op: str
    value: str
    fold: bool

    def holds(self, attrs: Mapping[str, str | None]) -> bool:
        """Whether an element with ``attrs`` has it."""
        if self.name not in attrs:
            return False
        if not self.op:
            return True
        value = attrs[self.name] or ""
        want = self.value
        if self.fold:
            value, want = value.lower(), want.lower()
        match self.op:
            case "=":
                return value == want
            case "*=":
                return bool(want) and want in value
            case "^=":
                return bool(want) and value.startswith(want)
            case "$=":
                return bool(want) and value.endswith(want)
            case "~=":
                return want in value.split()
            case _:
                return value == want or value.startswith(want + "-")


class Compound(NamedTuple):
    """One simple step of a selector, ``div#a.b[c]``; ``child``: it must be the parent of the next step."""

    tag: str
    id: str
    classes: tuple[str, ...]
    attrs: tuple[Attr, ...]
    child: bool = False

    def holds(self, element: Element) -> bool:
        """Whether ``element`` fits."""
        return (
            (not self.tag or self.tag == element.tag)
            and (not self.id or self.id == element.attrs.get("id"))
            and all(name in element.classes for name in self.classes)
            and all(attr.holds(element.attrs) for attr in self.attrs)
        )


class Element(NamedTuple):
    """What a selector may ask of an element."""

    tag: str
    attrs: Mapping[str, str | None]
    classes: Sequence[str]


Selector = tuple[Compound, ...]


def parse(text: str) -> tuple[Selector, ...] | None:
    """The selector list ``a, b c`` as compounds, or ``None`` when it uses more than this module knows."""
    found = []
    for one in _split(text):
        selector = _parse_one(one)
        if selector is None:
            return None
        found.append(selector)
    return tuple(found)


def _split(text: str) -> list[str]:
    if "[" not in text:
        return text.split(",")
    return re.split(r",(?![^\[]*\])", text)


def _parse_one(text: str) -> Selector | None:
    steps: list[Compound] = []
    at = 0
    text = text.strip()
    while at < len(text):
        tag, id_, classes, attrs = "", "", [], []
        start = at
        while match := _PART.match(text, at):
            if match["tag"]:
                if at != start:
                    return None
                tag = "" if match["tag"] == "*" else match["tag"].lower()
            elif match["id"]:
                id_ = match["id"].replace("\\", "")
            elif match["class"]:
                classes.append(match["class"].replace("\\", ""))
            else:
                fold = (match["flag"] or "").lower() == "i"
                attrs.append(Attr(match["name"].lower(), match["op"] or "", match["value"] or "", fold))
            at = match.end()
        if at == start:
            return None
        gap = re.compile(r"\s*(>)?\s*").match(text, at)
        assert gap is not None
        if gap.end() == at and at < len(text):
            return None
        steps.append(Compound(tag, id_, tuple(classes), tuple(attrs), bool(gap[1])))
        at = gap.end()
    return tuple(steps) if steps else None


class Index(Generic[T]):
    """Selectors with what they stand for, keyed by the rarest part of their last step."""

    def __init__(self, entries: Iterable[tuple[Selector, T]]) -> None:
        self._ids: dict[str, list[tuple[Selector, T]]] = {}
        self._classes: dict[str, list[tuple[Selector, T]]] = {}
        self._tags: dict[str, list[tuple[Selector, T]]] = {}
        self._attrs: dict[str, list[tuple[Selector, T]]] = {}
        self._names: list[tuple[Selector, T]] = []
        needles: set[str] = set()
        for selector, payload in entries:
            last = selector[-1]
            named = [a for a in last.attrs if a.name in ("class", "id") and a.op]
            if last.id:
                self._ids.setdefault(last.id, []).append((selector, payload))
            elif last.classes:
                self._classes.setdefault(last.classes[0], []).append((selector, payload))
            elif named:
                self._names.append((selector, payload))
                needles.add(named[0].value.lower())
            elif last.tag:
                self._tags.setdefault(last.tag, []).append((selector, payload))
            elif last.attrs:
                self._attrs.setdefault(last.attrs[0].name, []).append((selector, payload))
        self._needles = tuple(sorted(needles))
        self._telling: dict[str, bool] = {}
        self._attr_names = frozenset(self._attrs)
        self.tags = frozenset(self._tags)
        """Tags that are a selector's whole last step."""
        self.above = frozenset(
            name
            for table in (self._ids, self._classes, self._tags, self._attrs, {"": self._names})
            for found in table.values()
            for selector, _ in found
            for step in selector[:-1]
            for name in ((step.id,) if step.id else ()) + step.classes[:1]
        )
        """Classes and ids that earlier steps want among the ancestors."""
        self._memo: dict[tuple[str, str], list[tuple[Selector, T]]] = {}

    def __bool__(self) -> bool:
        return bool(self._ids or self._classes or self._tags or self._attrs or self._names)

    def find(
        self, element: Element, names: str, ancestors: Sequence[Element], above: Mapping[str, int]
    ) -> list[T]:
        """What the selectors that match ``element`` stand for.

        Args:
            element: the element.
            names: its class words and id in one string.
            ancestors: its ancestors, root first.
            above: how many of the ancestors have a class or id: most selectors fail on that alone.
        """
        attrs = element.attrs
        tag = element.tag
        if names:
            key = (tag, names)
            known = self._memo.get(key)
            if known is None:
                known = self._candidates(element, names)
                if len(self._memo) > 20_000:
                    self._memo.clear()
                self._memo[key] = known
        else:
            known = self._tags.get(tag, _NONE)
        if attrs and self._attr_names and not self._attr_names.isdisjoint(attrs):
            known = [*known]
            for name in self._attr_names.intersection(attrs):
                known += self._attrs[name]
        if not known:
            return _NONE
        return [
            payload
            for selector, payload in known
            if (len(selector) == 1 and not selector[0].attrs)
            or (_could(selector, above) and matches(selector, element, ancestors))
        ]

    def _tells(self, name: str) -> bool:
        """Whether a class or id contains what one of the substring selectors looks for."""
        known = self._telling.get(name)
        if known is None:
            low = name.lower()
            if len(self._telling) > 50_000:
                self._telling.clear()
            known = self._telling[name] = any(needle in low for needle in self._needles)
        return known

    def _candidates(self, element: Element, names: str) -> list[tuple[Selector, T]]:
        """The selectors whose last step fits tag, id and classes; the rest is asked each time."""
        candidates: list[tuple[Selector, T]] = []
        if self._ids and "id" in element.attrs:
            candidates += self._ids.get(element.attrs["id"] or "", ())
        for name in element.classes:
            if name in self._classes:
                candidates += self._classes[name]
        if self._needles and any(map(self._tells, names.split())):
            candidates += self._names
        candidates += self._tags.get(element.tag, ())
        return [
            (selector, payload)
            for selector, payload in candidates
            if selector[-1]._replace(attrs=()).holds(element)
        ]


_NONE: list[Any] = []


def _could(selector: Selector, above: Mapping[str, int]) -> bool:
    """Whether the classes and ids that the earlier steps want stand somewhere above."""
    for step in selector[:-1]:
        if (step.id and not above.get(step.id)) or (step.classes and not above.get(step.classes[0])):
            return False
    return True


def matches(selector: Selector, element: Element, ancestors: Sequence[Element]) -> bool:
    """Whether ``selector`` matches ``element`` below ``ancestors`` (root first)."""
    if not selector[-1].holds(element):
        return False
    at = len(ancestors) - 1
    for step in reversed(selector[:-1]):
        if step.child:
            if at < 0 or not step.holds(ancestors[at]):
                return False
            at -= 1
            continue
        while at >= 0 and not step.holds(ancestors[at]):
            at -= 1
        if at < 0:
            return False
        at -= 1
    return True
