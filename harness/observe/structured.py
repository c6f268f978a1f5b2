"""JSON-LD in its real-world spellings, as plain data; article bodies are measured, never kept.

``articleBody`` is text that the page may hide, so what enters the observation is only a measure:
``{"words": int, "ends": "sentence" | "ellipsis" | "open", "shown": share of it that is visible}``.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from harness.language.words import count_words, ends_a_sentence, ends_in_ellipsis, is_dense

_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING = re.compile(r",\s*([}\]])")
_TAGS = re.compile(r"<[^<>]{1,300}>")
MAX_CHARS = 2_000_000
"""Characters of JSON-LD that are read; more is no description of a page, and costs memory by the gigabyte."""

_LONG = 2_000
_MAX_ITEMS = 60
_BODIES = ("articleBody", "text", "reviewBody")

Scripts = tuple[str, ...]


def parse_json_ld(scripts: Scripts, shown: str) -> tuple[Mapping[str, Any], ...]:
    """All typed objects of ``scripts`` (contents of ``application/ld+json`` elements), nested ones too.

    Args:
        scripts: the scripts' text.
        shown: the page's visible text, to measure how much of an articleBody is shown.
    """
    found: list[Mapping[str, Any]] = []
    shown_words: Callable[[], set[tuple[str, ...]]] = _Shingles(shown)
    left = MAX_CHARS
    for script in scripts:
        left -= len(script)
        if left < 0:
            break
        for item in _walk(_loads(script), 0):
            if len(found) >= _MAX_ITEMS:
                return tuple(found)
            found.append(_measured(item, shown_words))
    return tuple(found)


def _loads(script: str) -> Any:
    text = _COMMENT.sub("", script.strip()).strip()
    for repair in (
        lambda t: t,
        lambda t: _TRAILING.sub(r"\1", _CONTROL.sub(" ", t)).rstrip("; \n"),
        lambda t: _TRAILING.sub(r"\1", _CONTROL.sub(" ", html.unescape(t))).rstrip("; \n"),
    ):
        try:
            return json.loads(repair(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return _salvaged(text)


_FACT = re.compile(
    r'"(@type|isAccessibleForFree|wordCount|datePublished|cssSelector)"\s*:\s*("[^"\n]{1,200}"|[\w.]{1,12})'
)


def _salvaged(text: str) -> dict[str, Any] | None:
    """The few facts that rules ask for, out of JSON that no parser takes: a quotation mark too many, a brace too few.

    Of each fact the first counts: what is nested comes later.
    """
    found: dict[str, Any] = {}
    for key, value in _FACT.findall(text):
        found.setdefault(key, value.strip('"'))
    if "@type" not in found:
        return None
    if selector := found.pop("cssSelector", None):
        found["hasPart"] = {"isAccessibleForFree": False, "cssSelector": selector}
    return found


def _walk(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 8:
        return
    if isinstance(value, list):
        for one in value[:200]:
            yield from _walk(one, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value or "type" in value:
            yield value
        for key, one in value.items():
            if isinstance(one, list | dict) and key not in (
                "publisher",
                "author",
                "image",
                "logo",
                "hasPart",
            ):
                yield from _walk(one, depth + 1)


def _measured(item: dict[str, Any], shown: Callable[[], set[tuple[str, ...]]]) -> Mapping[str, Any]:
    small: dict[str, Any] = {}
    for key, value in item.items():
        if key in _BODIES:
            if isinstance(value, str) and value.strip():
                small[key] = _measure(value, shown)
        elif isinstance(value, str):
            small[key] = value[:_LONG]
        elif isinstance(value, bool | int | float) or value is None:
            small[key] = value
        elif key in ("hasPart", "isPartOf", "@type", "mainEntityOfPage", "mainEntity"):
            small[key] = _shallow(value, 0)
    return small


def _shallow(value: Any, depth: int) -> Any:
    if isinstance(value, list):
        return [_shallow(v, depth + 1) for v in value[:20]] if depth < 3 else []
    if isinstance(value, dict):
        if depth >= 3:
            return {}
        return {k: _shallow(v, depth + 1) for k, v in value.items() if k not in _BODIES}
    return value[:_LONG] if isinstance(value, str) else value


def _measure(body: str, shown: Callable[[], set[tuple[str, ...]]]) -> dict[str, Any]:
    text = _TAGS.sub(" ", html.unescape(body)) if "<" in body or "&" in body else body
    text = text.strip()
    ends = "ellipsis" if ends_in_ellipsis(text) else "sentence" if ends_a_sentence(text) else "open"
    return {"words": count_words(text), "ends": ends, "shown": _share(text, shown())}


def share_shown(text: str, shown: str) -> float:
    """How much of ``text`` stands in ``shown``, from 0 to 1."""
    return _share(text, set(_shingles(shown)))


def _share(text: str, seen: set[tuple[str, ...]]) -> float:
    shingles = _shingles(text)
    return round(sum(s in seen for s in shingles) / len(shingles), 3) if shingles else 0.0


class _Shingles:
    """The visible text's word groups, made only when a body asks for them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._made: set[tuple[str, ...]] | None = None

    def __call__(self) -> set[tuple[str, ...]]:
        if self._made is None:
            self._made = set(_shingles(self._text))
        return self._made


_TOKEN = re.compile(r"\w+")


def _shingles(text: str) -> list[tuple[str, ...]]:
    text = text.lower()
    tokens = [c for c in text if c.isalnum()] if is_dense(text[:400]) else _TOKEN.findall(text)
    size = 4
    return [tuple(tokens[i : i + size]) for i in range(0, len(tokens) - size + 1)]
