"""Guard against documents that nest so deep that HTML parsers choke.

Parsers take quadratic time on nesting (100,000 nested divs: more than 12 s); Chromium caps nesting at 512.
"""

from __future__ import annotations

import re

MAX_DEPTH = 512
"""Nesting beyond this is flattened, as Chromium does."""

_CHEAP = 20_000
"""Documents with fewer tags than this cannot hurt, however they nest (measured: 0.65 s at worst)."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr p li".split())


def flatten(html: str) -> str:
    """``html`` without the start tags that nest deeper than :data:`MAX_DEPTH`; mostly ``html`` itself."""
    if html.count("<") < _CHEAP:
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
