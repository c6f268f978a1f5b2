"""Guard against documents that HTML parsers choke on: nested very deep, or with very many attributes on one tag.

Parsers take quadratic time on either (100,000 nested divs: more than 12 s). Chromium caps nesting at 512.
"""

from __future__ import annotations

import re
from itertools import islice

MAX_DEPTH = 512
"""Nesting beyond this is flattened, as Chromium does."""

MAX_ATTRIBUTES = 1_000
"""Attributes of one tag that are read, about; more no page has."""

_CHEAP_TAGS = 5_000
"""Documents with fewer tags than this cannot hurt, however they nest (measured: 0.04 s at worst)."""

_CHEAP_SIZE = 20_000
"""Shorter documents cannot hurt, however many attributes a tag of them has (measured: 0.03 s at worst)."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)[^<>]*+>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr p li".split())

_START = re.compile(r"<(?:!--|(script|style|textarea|title|xmp|iframe|noembed|noframes)\b|[a-zA-Z])", re.I)
_TAG_BEGUN = re.compile(
    r"""<[a-zA-Z][^>=]*+(?:=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^"'>=\s]|(?=[>=])|\Z)[^>=]*+)*+"""
)
"""A start tag but for its end, as tokenizers read it: a quoted value follows a sign of equality, and may hold anything."""

_CLOSE = re.compile(r"</(script|style|textarea|title|xmp|iframe|noembed|noframes)", re.I)
_PARTS = re.compile(r"""[^>=\s]+|\s+|=\s*+(?:"[^"]*+"?|'[^']*+'?)?""")
"""Names or bare values, gaps, and quoted values of a tag."""


def bounded(html: str) -> str:
    """``html`` without what makes parsing it costly; mostly ``html`` itself."""
    if len(html) > _CHEAP_SIZE and max(map(len, _TAG_BEGUN.findall(html)), default=0) > 2 * MAX_ATTRIBUTES:
        html = _with_fewer_attributes(html)
    return flatten(html)


def _with_fewer_attributes(html: str) -> str:
    """``html`` with start tags cut off behind :data:`MAX_ATTRIBUTES`, about; scripts and comments hold no tags."""
    kept: list[str] = []
    done = at = 0
    while start := _START.search(html, at):
        at = start.end()
        if start[0] == "<!--":
            at = html.find("-->", at)
            if at < 0:
                break
            continue
        tag = _TAG_BEGUN.match(html, start.start())
        end = tag.end() if tag else at
        if end - at > 2 * MAX_ATTRIBUTES:
            parts = islice(_PARTS.finditer(html, at, end), 2 * MAX_ATTRIBUTES, None)
            if cut := next(parts, None):
                kept.append(html[done : cut.start()])
                done = end
        at = end
        if start[1]:
            ends = (
                close.start() for close in _CLOSE.finditer(html, at) if close[1].lower() == start[1].lower()
            )
            at = next(ends, len(html))
    return "".join([*kept, html[done:]]) if kept else html


def flatten(html: str) -> str:
    """``html`` without the start tags that nest deeper than :data:`MAX_DEPTH`; mostly ``html`` itself."""
    if html.count("<") < _CHEAP_TAGS:
        return html
    depth = 0
    deepest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _VOID or match[0].endswith("/>"):
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return _cut(html) if deepest > MAX_DEPTH else html


def _cut(html: str) -> str:
    out: list[str] = []
    depth = 0
    at = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _VOID or match[0].endswith("/>"):
            continue
        if match[1]:
            drop = depth > MAX_DEPTH
            depth = max(0, depth - 1)
        else:
            depth += 1
            drop = depth > MAX_DEPTH
        if drop:
            out.append(html[at : match.start()])
            at = match.end()
    out.append(html[at:])
    return "".join(out)
