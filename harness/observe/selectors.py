"""CSS selectors, matched by the HTML parser's own engine.

The parser finds all elements of one selector in one quick pass; a page's elements and some hundred selectors would
make many. So a selector is kept by a class word, id, attribute or tag that its element must have, and the
parser is asked for it when the first element with that comes by. What nothing rare tells is asked for at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

T = TypeVar("T")

MOST_TESTS = 3_000_000
"""Elements that are tested for a set of selectors, each as often as there are selectors; more are not asked for."""

MOST_OF_ONE = 20
"""Of the selectors that find one element, so many count: the last."""

_BRACKETS = re.compile(r"\[[^\[\]]*+\]?")
_WORD = re.compile(r"[.#]((?:[\w-]|\\.)+)|\[[^\[\]]*+\]?")
_PART = re.compile(r"""\[\s*(?:class|id)\s*[~|^$*]?=\s*["']?([^"'\]\s]+)""")
_ATTR = re.compile(r"""\[\s*([\w-]+)\s*(?:[~|^$*]?=\s*["']?([^"'\]]*))?""")
_TAG = re.compile(r"[\w-]+")
_OF_A_READER = re.compile(r":(?:hover|focus|active|visited|target)\b")
_COMMON = frozenset("class id href src name title action type value alt style".split())
"""Attributes that too many elements have to be told by."""


def alternatives(selector: str) -> list[str]:
    """The selectors of a list ``a, b c``; one with arguments in it is left whole."""
    return [selector.strip()] if "(" in selector else [one.strip() for one in _cut(selector, ",")]


def _cut(selector: str, marks: str) -> list[str]:
    """``selector`` cut at the signs ``marks``, but for those in brackets."""
    if "[" not in selector:
        for mark in marks[1:]:
            selector = selector.replace(mark, marks[0])
        return selector.split(marks[0])
    inside, last, parts = False, 0, []
    for at, char in enumerate(selector):
        inside = char == "[" or (inside and char != "]")
        if char in marks and not inside:
            parts.append(selector[last:at])
            last = at + 1
    return [*parts, selector[last:]]


def answers_to(selector: str) -> bool:
    """Whether HTML alone can tell what ``selector`` finds: the parser knows it, and it asks for nothing a reader does."""
    if _OF_A_READER.search(selector):
        return False
    try:
        LexborHTMLParser("<p>").css(selector)
    except SelectolaxError:
        return False
    return True


def found_by(parser: LexborHTMLParser, selector: str) -> Sequence[LexborNode]:
    """The elements that ``selector`` finds; none where the parser does not know it."""
    try:
        return parser.css(selector)
    except SelectolaxError:
        return ()


class Selectors(Generic[T]):
    """Selectors with what they stand for, by what tells that they may find an element.

    Args:
        entries: them.
        told: keep those that can be by a word, an attribute or the tag; else all are asked for at once.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], *, told: bool = True) -> None:
        self.anyway: list[tuple[str, T]] = []
        self.by_tag: dict[str, list[tuple[str, T]]] = {}
        self.by_attr: dict[str, list[tuple[str, T]]] = {}
        self.attrs: dict[str, set[str]] = {}
        """What the values of attributes must contain, in lower case."""
        self._by_word: dict[str, list[tuple[str, T]]] = {}
        self._by_part: dict[str, list[tuple[str, T]]] = {}
        for selector, stands_for in entries:
            step = _last_step(selector) if told and _is_plain(selector) else ""
            self._place(step).append((selector, stands_for))
        self.any_of = ", ".join(selector for selector, _ in self.anyway)
        self._parts = list(self._by_part)
        self._finder: Any = _finder(self._parts) if self._parts else None

    def _place(self, step: str) -> list[tuple[str, T]]:
        for word in _WORD.finditer(step):
            if word[1]:
                return self._by_word.setdefault(word[1].replace("\\", ""), [])
        if part := _PART.search(step):
            return self._by_part.setdefault(part[1].lower(), [])
        for attr, value in _ATTR.findall(step):
            if attr.lower() not in _COMMON:
                self.attrs.setdefault(attr.lower(), set()).add(value.lower())
                return self.by_attr.setdefault(attr.lower(), [])
        if (tag := _TAG.match(step)) and "[" not in step:
            return self.by_tag.setdefault(tag[0].lower(), [])
        return self.anyway

    def of_word(self, word: str) -> Sequence[tuple[str, T]]:
        """The selectors that may find an element because of ``word``, one of its class words or its id."""
        found = self._by_word.get(word, ())
        if self._finder is not None:
            parts = self._finder.find_matches_as_indexes(word.lower(), overlapping=True)
            for number in {match[0] for match in parts}:
                found = [*found, *self._by_part[self._parts[number]]]
        return found

    def of(self, tag: str, attrs: Iterable[str], words: Iterable[str]) -> list[tuple[str, T]]:
        """The selectors that may find an element, because of its tag, its attributes or its words."""
        found = [one for word in words for one in self.of_word(word)]
        if tag in self.by_tag:
            found += self.by_tag[tag]
        for attr in self.by_attr.keys() & attrs:
            found += self.by_attr[attr]
        return found


def _last_step(selector: str) -> str:
    return _cut(selector.strip(), " >+~\t\r\n\f")[-1]


def _is_plain(selector: str) -> bool:
    return ":" not in selector or ":" not in _BRACKETS.sub("", selector).replace("\\:", "")


def _finder(parts: list[str]) -> Any:
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(parts)


class Matches(Generic[T]):
    """What selectors find on one page.

    Args:
        parser: the page.
        selectors: them.
        size: elements of the page, about.
    """

    def __init__(self, parser: LexborHTMLParser, selectors: Selectors[T], size: int) -> None:
        self.selectors = selectors
        self._parser = parser
        self._left = MOST_TESTS // max(size, 1)
        self._found: dict[str, frozenset[int]] = {}
        self.known: dict[int, list[T]] = {}
        if not selectors.anyway or (len(selectors.anyway) < self._left and not self._any(selectors.any_of)):
            return
        for selector, stands_for in selectors.anyway[: self._left]:
            for element in self._elements(selector):
                known = self.known.setdefault(element, [])
                known.append(stands_for)
                if len(known) > MOST_OF_ONE:
                    del known[0]

    def _any(self, selector: str) -> bool:
        try:
            return self._parser.css_first(selector) is not None
        except SelectolaxError:
            return True

    def _elements(self, selector: str) -> frozenset[int]:
        found = self._found.get(selector)
        if found is None:
            self._left -= 1
            nodes = found_by(self._parser, selector) if self._left >= 0 else ()
            found = self._found[selector] = frozenset(node.mem_id for node in nodes)
        return found

    def of(self, element: int, maybe: Iterable[tuple[str, T]]) -> list[T]:
        """What those selectors stand for that find an element.

        Args:
            element: its number in the parser.
            maybe: those that its words speak for.
        """
        found = list(self.known.get(element, ()))
        found += [stands_for for selector, stands_for in maybe if element in self._elements(selector)]
        return found[-MOST_OF_ONE:]
