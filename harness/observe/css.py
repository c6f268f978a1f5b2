"""What a page's own styles hide, clip, blur, fade or lay over: inline styles and ``<style>`` rules.

A static view: it knows no external sheet, and of ``@media`` only what a wide screen applies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from harness.observe.observation import Hidden
from harness.observe.selectors import Index, Selector, parse

TELLING = re.compile(
    r"display\s*:|visibility\s*:|opacity\s*:\s*0?\.?0|blur\(|max-height\s*:|overflow(?:-y)?\s*:\s*(?:hidden|clip)|position\s*:\s*(?:fixed|absolute)"
    r"|linear-gradient|mask-image|text-indent\s*:\s*-|clip\s*:",
    re.I,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|em|rem|vh|pt|%)?", re.I)
_PX = {"px": 1.0, "": 1.0, "em": 16.0, "rem": 16.0, "vh": 9.0, "pt": 1.33}
_NARROW = re.compile(r"print|speech|prefers|max-(?:device-)?width|orientation|hover|pointer", re.I)
_MIN_WIDTH = re.compile(r"min-width\s*:\s*(\d+)", re.I)

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


@lru_cache(maxsize=4096)
def effect(declarations: str) -> Effect:
    """What ``declarations`` (``display:none; height:3em``) do."""
    if not TELLING.search(declarations):
        return NO_EFFECT
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
    )
    return Effect(hides, display not in ("", "none"), clip, fades, fixed, cut)


def _px(value: str) -> float | None:
    match = _LENGTH.fullmatch(value.strip())
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's own style rules that bear on what is seen.

    Args:
        acting: those that hide, clip, fade or lay over.
        showing: those that only show what others hide, or lock scrolling: asked where something is hidden, and
            for the body.
    """

    acting: Index[StyleRule]
    showing: Index[StyleRule]

    def minds(self, name: str, names: Sequence[str]) -> bool:
        """Whether a rule may match an element, or one in it, because of its name, its class words or its id."""
        acting, showing = self.acting, self.showing
        if acting.minds_tag(name) or showing.minds_tag(name) or acting.reads_names or showing.reads_names:
            return True
        return not (acting.names.isdisjoint(names) and showing.names.isdisjoint(names))


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
    acting: list[tuple[Selector, StyleRule]] = []
    showing: list[tuple[Selector, StyleRule]] = []
    number = 0
    for sheet in sheets:
        if "/*" in sheet:
            sheet = _COMMENT.sub("", sheet)
        for selectors, declarations in _telling_rules(sheet):
            done = effect(declarations.strip())
            if done == NO_EFFECT or len(selectors) > 2_000 or ":" in selectors:
                continue
            acts = done.hides is not None or done.clip is not None or done.fades or done.fixed
            for selector in _parsed(selectors):
                rule = (_specificity(selector), number, done)
                (acting if acts else showing).append((selector, rule))
                number += 1
    locks = any(rule[2].locks for _, rule in showing)
    return Sheet(Index(acting), Index(showing)) if acting or locks else None


@lru_cache(maxsize=8192)
def _parsed(selectors: str) -> tuple[Selector, ...]:
    return parse(selectors) or ()


def _telling_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of ``sheet`` that bear on what is seen and that a wide screen applies."""
    at = depth = counted = 0
    for _, start, end in _finder().find_matches_as_indexes(sheet):
        if start < at:
            continue
        opened = sheet.rfind("{", 0, start)
        closed = sheet.find("}", end)
        if opened < 0:
            continue
        at = closed if closed >= 0 else len(sheet)
        depth += sheet.count("{", counted, opened) - sheet.count("}", counted, opened)
        counted = opened
        if depth > 0 and not _applies(sheet, opened):
            continue
        begin = max(sheet.rfind("}", 0, opened), sheet.rfind("{", 0, opened), sheet.rfind(";", 0, opened)) + 1
        yield sheet[begin:opened], sheet[opened + 1 : at]


def _applies(sheet: str, at: int) -> bool:
    """Whether the at-block around ``at`` is one that a wide screen applies."""
    start = sheet.rfind("@", 0, at)
    if start < 0:
        return True
    prelude = sheet[start : sheet.find("{", start)]
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


def _specificity(selector: Selector) -> int:
    return sum(100 * bool(s.id) + 10 * (len(s.classes) + len(s.attrs)) + bool(s.tag) for s in selector)
