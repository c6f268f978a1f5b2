"""What a page's own styles hide, clip, blur, fade or lay over: inline styles and ``<style>`` rules.

A static view: it knows no external sheet, and of ``@media`` only what a wide screen applies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from harness.observe.observation import Hidden
from harness.observe.selectors import Selectors, alternatives

TELLING = re.compile(
    r"display\s*:|visibility\s*:|opacity\s*:\s*0?\.?0|blur\(|max-height\s*:|overflow(?:-y)?\s*:\s*(?:hidden|clip)|position\s*:\s*(?:fixed|absolute)"
    r"|linear-gradient|mask-image|text-indent\s*:\s*-|clip\s*:",
    re.I,
)
_MEASURE = re.compile(r"(-?(?:\d++(?:\.\d++)?|\.\d++))\s*(px|em|rem|vh|pt|%)?", re.I)
_PX = {"px": 1.0, "": 1.0, "em": 16.0, "rem": 16.0, "vh": 9.0, "pt": 1.33}
_NARROW = re.compile(r"print|speech|prefers|max-(?:device-)?width|orientation|hover|pointer", re.I)
_MIN_WIDTH = re.compile(r"min-width\s*:\s*(\d{1,6})", re.I)

_BRACKETS = re.compile(r"\[[^\[\]]*+\]?")
_PLAIN = re.compile(r"(?:[\w\s.#>*-]|\\.)+")
_TAG = re.compile(r"(?:^|[\s>])[a-zA-Z]")

MOST_RULES = 5_000
"""Selectors of telling rules of a page's style sheets that are read; more no page needs."""

COLLAPSED_PX = 40
"""A box clipped lower than this shows nothing worth reading: a folded menu."""


REMEMBERED = 300_000
"""Style sheets of more characters than this are read afresh for every page."""


class Effect(NamedTuple):
    """What declarations do to an element.

    Args:
        hides: why its text is not seen; ``None`` when they do not say.
        shows: they state that it is displayed.
        clip: height in px that its overflow is cut at, or ``None``.
        fades: a gradient or mask lies over it.
        fixed: it is laid over the page.
        locks: its own overflow is hidden (on body: scroll lock).
    """

    hides: Hidden | None = None
    shows: bool = False
    clip: float | None = None
    fades: bool = False
    fixed: bool = False
    locks: bool = False


NO_EFFECT = Effect()


def effect(declarations: str) -> Effect:
    """What ``declarations`` (``display:none; height:3em``) do."""
    return _short(declarations) if len(declarations) <= 300 else _effect(declarations)


@lru_cache(maxsize=4096)
def _short(declarations: str) -> Effect:
    return _effect(declarations)


def _effect(declarations: str) -> Effect:
    return _read_effect(declarations) if TELLING.search(declarations) else NO_EFFECT


def _read_effect(declarations: str) -> Effect:
    style: dict[str, str] = {}
    for part in declarations.split(";"):
        name, _, value = part.partition(":")
        style[name.strip().lower()] = value.replace("!important", "").strip().lower()
    display = style.get("display", "")
    visibility = style.get("visibility", "")
    hides: Hidden | None = None
    if display == "none" or visibility in ("hidden", "collapse"):
        hides = Hidden.NOT_DISPLAYED
    elif style.get("opacity") in ("0", "0.0", ".0", "0%"):
        hides = Hidden.TRANSPARENT
    elif "blur(" in style.get("filter", "") and "blur(0" not in style.get("filter", ""):
        hides = Hidden.BLURRED
    elif _off_screen(style):
        hides = Hidden.OFFSCREEN
    overflow = style.get("overflow", style.get("overflow-y", ""))
    cut = overflow.startswith(("hidden", "clip"))
    clip = _px(style.get("max-height") or style.get("height") or "") if cut else None
    if clip is not None and clip < COLLAPSED_PX and not hides:
        hides, clip = Hidden.NOT_DISPLAYED, None
    background = style.get("background-image", "") + style.get("background", "")
    masked = style.get("mask-image") or style.get("-webkit-mask-image") or ""
    fades = "gradient" in masked or (
        "gradient" in background and ("transparent" in background or "rgba(" in background)
    )
    fixed = style.get("position") == "fixed" and (
        "inset" in style
        or style.get("width", "") in ("100%", "100vw")
        or ("left" in style and "right" in style)
        or (style.get("left") == "50%" and "translate" in style.get("transform", ""))
    )
    return Effect(hides, display not in ("", "none"), clip, fades, fixed, cut)


def _px(value: str) -> float | None:
    match = _MEASURE.fullmatch(value.strip()) if len(value) <= 30 else None
    if match is None or match[2] == "%":
        return None
    return float(match[1]) * _PX[(match[2] or "").lower()]


def _off_screen(style: dict[str, str]) -> bool:
    if style.get("position") not in ("absolute", "fixed"):
        return False
    if style.get("clip", "").replace(" ", "") in ("rect(0,0,0,0)", "rect(1px,1px,1px,1px)", "rect(0000)"):
        return True
    for side in ("left", "top", "right"):
        px = _px(style.get(side, ""))
        if px is not None and px <= -900:
            return True
    return style.get("width") == "1px" and style.get("height") == "1px"


StyleRule = tuple[int, int, Effect]
"""What a rule does, behind its specificity and its number: they order it as the cascade does."""


class Sheet(NamedTuple):
    """A page's own style rules that bear on what is seen.

    Args:
        acting: those that hide, clip, fade or lay over.
        showing: those that only show what others hide, or lock scrolling: asked where something is hidden, and
            for the body.
    """

    acting: Selectors[StyleRule]
    showing: Selectors[StyleRule]


_NEEDLES = tuple(  # noqa: RUF005
    name + gap + value
    for name, values in {
        "display:": ("none", "block", "flex", "grid", "inline", "table", "contents"),
        "visibility:": ("hidden", "collapse"),
        "opacity:": ("0",),
        "overflow:": ("hidden", "clip"),
        "overflow-y:": ("hidden", "clip"),
        "position:": ("fixed", "absolute"),
    }.items()
    for value in values
    for gap in ("", " ")
) + ("blur(", "gradient(", "mask-image")  # fmt: skip


@lru_cache(maxsize=1)
def _finder() -> Any:
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(_NEEDLES)


def read_sheets(sheets: tuple[str, ...]) -> Sheet | None:
    """The telling rules of the page's ``<style>`` elements, or ``None`` when there are none.

    The pages of a site carry the same styles, so the last few are remembered.
    """
    return _remembered(sheets) if sum(map(len, sheets)) < REMEMBERED else _read(sheets)


@lru_cache(maxsize=16)
def _remembered(sheets: tuple[str, ...]) -> Sheet | None:
    return _read(sheets)


def _read(sheets: tuple[str, ...]) -> Sheet | None:
    acting: list[tuple[str, StyleRule]] = []
    showing: list[tuple[str, StyleRule]] = []
    number = 0
    for selectors, declarations in chain.from_iterable(map(_telling_rules, sheets)):
        done = _read_effect(declarations)
        if done == NO_EFFECT or len(selectors) > 2_000:
            continue
        if number >= MOST_RULES:
            break
        acts = done.hides is not None or done.clip is not None or done.fades or done.fixed
        for selector in _parsed(selectors):
            rule = (_specificity(selector), number, done)
            (acting if acts else showing).append((selector, rule))
            number += 1
    locks = any(rule[2].locks for _, rule in showing)
    return Sheet(Selectors(acting, told=False), Selectors(showing)) if acting or locks else None


@lru_cache(maxsize=8192)
def _parsed(selectors: str) -> tuple[str, ...]:
    """The selectors of a rule; none where one of them is of more than tags, names, attributes, and what is in them."""
    found = tuple(alternatives(selectors))
    return found if all(_PLAIN.fullmatch(_BRACKETS.sub("", one) or "*") for one in found) else ()


def _telling_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of ``sheet`` that bear on what is seen and that a wide screen applies."""
    sheet = _without_comments(sheet)
    at = depth = counted = 0
    around = _Around(sheet)
    for _, start, end in _finder().find_matches_as_indexes(sheet):
        if start < at:
            continue
        opened = sheet.rfind("{", at, start)
        if opened < 0:
            at = end
            continue
        closed = sheet.find("}", end)
        depth += sheet.count("{", counted, opened) - sheet.count("}", counted, opened)
        depth = max(depth, 0)  # a brace too many closes nothing
        begin = max(sheet.rfind(sign, at, opened) for sign in "{};") + 1 or at
        counted = opened
        at = closed if closed >= 0 else len(sheet)
        if depth <= 0 or around.applies(opened):
            yield sheet[begin:opened], sheet[opened + 1 : at]


def _without_comments(sheet: str) -> str:
    """``sheet`` without its comments; one that does not end goes to the sheet's end."""
    kept: list[str] = []
    at = 0
    while (start := sheet.find("/*", at)) >= 0:
        kept.append(sheet[at:start])
        end = sheet.find("*/", start + 2)
        at = end + 2 if end >= 0 else len(sheet)
    return "".join([*kept, sheet[at:]]) if kept else sheet


class _Around:
    """The at-block around a rule, told for rules in their order."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._seen = 0
        self._applies = True

    def applies(self, at: int) -> bool:
        """Whether a wide screen applies the at-block around ``at``."""
        start = self._sheet.rfind("@", self._seen, at)
        if start >= 0:
            self._applies = _is_for_wide_screens(self._sheet[start : start + 500].partition("{")[0])
        self._seen = at
        return self._applies


def _is_for_wide_screens(prelude: str) -> bool:
    if not prelude.startswith(("@media", "@supports", "@layer", "@font-face", "@container")):
        return False
    width = _MIN_WIDTH.search(prelude)
    return not _NARROW.search(prelude) and (width is None or int(width[1]) <= 1280)


def combine(found: Iterable[StyleRule], inline: Effect) -> Effect:
    """One effect of several, as the cascade orders them; inline styles last."""
    result = NO_EFFECT
    for _, _, one in sorted(found, key=lambda f: (f[0], f[1])):
        result = _over(result, one)
    return _over(result, inline)


def _over(base: Effect, top: Effect) -> Effect:
    if top is NO_EFFECT:
        return base
    hides = top.hides or (None if top.shows and base.hides is Hidden.NOT_DISPLAYED else base.hides)
    return Effect(
        hides,
        top.shows or (base.shows and not top.hides),
        top.clip if top.clip is not None else base.clip,
        top.fades or base.fades,
        top.fixed or base.fixed,
        top.locks or base.locks,
    )


def _specificity(selector: str) -> int:
    plain = _BRACKETS.sub("", selector)
    return sum(
        map(
            int.__mul__,
            (100, 10, 1),
            (plain.count("#"), plain.count(".") + selector.count("["), len(_TAG.findall(plain))),
        )
    )
