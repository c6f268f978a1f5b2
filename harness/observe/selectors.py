"""CSS selectors compiled once and matched while walking a tree: by id, class, tag or attribute.

Covers what walls, tools and style sheets are named by (compounds of tag, ``#id``, ``.class`` and
``[attr op value]``, joined by descendant or child combinators). :func:`parse` answers ``None`` for the
rest, which the HTML parser's own engine is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

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

    def holds(self, attrs: Mapping[str, str]) -> bool:
        """Whether an element with ``attrs`` has it."""
        if self.name not in attrs:
            return False
        if not self.op:
            return True
        value = attrs[self.name]
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


class Element(Protocol):
    """What a selector may ask of an element."""

    @property
    def tag(self) -> str: ...

    @property
    def attrs(self) -> Mapping[str, str]: ...

    @property
    def classes(self) -> Sequence[str]: ...


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


class Finds(NamedTuple, Generic[T]):
    """What an index finds by a start tag alone.

    Args:
        sure: what the selectors that match stand for.
        maybe: selectors whose last step matches, with what they stand for; the rest is up to the ancestors.
    """

    sure: tuple[T, ...]
    maybe: tuple[tuple[Selector, T], ...]


class Index(Generic[T]):
    """Selectors with what they stand for, keyed by the rarest part of their last step."""

    def __init__(self, entries: Iterable[tuple[Selector, T]]) -> None:
        self._ids: dict[str, list[tuple[Selector, T]]] = {}
        self._classes: dict[str, list[tuple[Selector, T]]] = {}
        self._tags: dict[str, list[tuple[Selector, T]]] = {}
        self._attrs: dict[str, list[tuple[Selector, T]]] = {}
        self._names: list[tuple[Selector, T]] = []
        needles: set[str] = set()
        above: set[str] = set()
        names: set[str] = set()
        asks: set[tuple[str, str, str]] = set()
        reads_any_name = False
        for selector, payload in entries:
            last = selector[-1]
            named = [a for a in last.attrs if a.name in ("class", "id") and a.value] if last.attrs else ()
            if last.id:
                self._ids.setdefault(last.id, []).append((selector, payload))
            elif last.classes:
                self._classes.setdefault(last.classes[0], []).append((selector, payload))
            elif named:
                self._names.append((selector, payload))
                needles.add(named[0].value.lower())
            elif last.attrs:
                self._attrs.setdefault(last.attrs[0].name, []).append((selector, payload))
            elif last.tag:
                self._tags.setdefault(last.tag, []).append((selector, payload))
            else:
                continue
            for step in selector:
                names.update(step.classes)
                if step.id:
                    names.add(step.id)
                if step.attrs:
                    reads_any_name |= any(a.name in ("class", "id") and not a.value for a in step.attrs)
                    asks.update((step.tag, a.name, "" if a.fold else a.value) for a in step.attrs)
                if step is not last:
                    if step.id:
                        above.add(step.id)
                    above.update(step.classes[:1])
        self._attr_names = frozenset(self._attrs)
        self.needles = frozenset(needles)
        """Parts of classes and ids that any last step wants, in lower case."""
        self._needles: Any = _finder(sorted(needles)) if needles else None
        self._telling: dict[str, bool] = {}
        self.above = frozenset(above)
        """Classes and ids that earlier steps want among the ancestors."""
        self.names = frozenset(names)
        """Classes and ids that any step wants."""
        self.reads_names = any(name in ("class", "id") for _, name, _ in asks)
        """A step asks for a part of a class or id."""
        self.reads_any_name = reads_any_name
        """A step asks whether there is a class or id at all."""
        self.asks = frozenset(one for one in asks if one[1] not in ("class", "id"))
        """Attributes besides class and id that any step asks for: of which element, or empty, the attribute's name,
        and a text that its value holds, or empty."""

    def __bool__(self) -> bool:
        return bool(self._ids or self._classes or self._tags or self._attrs or self._names)

    def of(self, element: Element) -> Finds[T]:
        """What is found by ``element`` alone."""
        attrs = element.attrs
        known: list[tuple[Selector, T]] = []
        if element.tag in self._tags:
            known += self._tags[element.tag]
        if attrs:
            id_ = attrs.get("id")
            if id_ is not None and id_ in self._ids:
                known += self._ids[id_]
            for name in element.classes:
                if name in self._classes:
                    known += self._classes[name]
            if not self._attr_names.isdisjoint(attrs):
                for name in self._attr_names.intersection(attrs):
                    known += self._attrs[name]
            if self._tells(element.classes, id_):
                known += self._names
        if not known:
            return _NOTHING
        fits = [one for one in known if one[0][-1].holds(element)]
        if not fits:
            return _NOTHING
        return Finds(
            tuple(payload for selector, payload in fits if len(selector) == 1),
            tuple(one for one in fits if len(one[0]) > 1),
        )

    def minds(self, name: str) -> bool:
        """Whether a selector may match an element because of ``name``, one of its class words or ids."""
        if name in self._ids or name in self._classes:
            return True
        return self._needles is not None and bool(self._needles.find_matches_as_indexes(name.lower()))

    def minds_tag(self, tag: str) -> bool:
        """Whether a selector may match an element because of its name alone."""
        return tag in self._tags

    def _tells(self, classes: Sequence[str], id_: str | None) -> bool:
        """Whether a class or id contains what one of the substring selectors looks for."""
        if self._needles is None:
            return False
        for name in (*classes, *id_.split()) if id_ else classes:
            known = self._telling.get(name)
            if known is None:
                if len(self._telling) > 50_000:
                    self._telling.clear()
                known = self._telling[name] = bool(self._needles.find_matches_as_indexes(name.lower()))
            if known:
                return True
        return False


_NOTHING: Finds[Any] = Finds((), ())


def _finder(needles: Sequence[str]) -> Any:
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(needles)


def among(
    maybe: Iterable[tuple[Selector, T]],
    ancestors: Callable[[], Sequence[Element]],
    above: Mapping[str, int] | None,
) -> list[T]:
    """What those of ``maybe`` stand for whose earlier steps match.

    Args:
        maybe: selectors whose last step matches.
        ancestors: gives the element's ancestors, root first; asked only when needed.
        above: how many of the ancestors have a class or id: most selectors fail on that alone. ``None``: not
            counted.
    """
    found: list[T] = []
    line: Sequence[Element] | None = None
    for selector, payload in maybe:
        if above is None or _could(selector, above):
            if line is None:
                line = ancestors()
            if _lead_to(selector, line):
                found.append(payload)
    return found


def _could(selector: Selector, above: Mapping[str, int]) -> bool:
    """Whether the classes and ids that the earlier steps want stand somewhere above."""
    for step in selector[:-1]:
        if (step.id and not above.get(step.id)) or (step.classes and not above.get(step.classes[0])):
            return False
    return True


def _lead_to(selector: Selector, ancestors: Sequence[Element]) -> bool:
    """Whether the steps of ``selector`` before its last match ``ancestors`` (root first)."""
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
