"""Notices as scripts draw them: the page comes whole, and a script (``drawn.js``) does the rest after it has loaded.

Places for the browser engine. Each says what becomes of the text, in what the notice stands, and where.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from random import Random

from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import LEAST_LEFT, at_end, replaced
from harness.measure.notices.markup import Notice, style
from harness.measure.notices.places import (
    Place,
    Placed,
    cut_text,
    first_seen,
    siblings,
)

FOR: Mapping[str, Sequence[str]] = {
    "over_whole": (
        "drawn_layer",
        "drawn_shadow",
        "drawn_frame",
        "drawn_data_frame",
        "drawn_dialog",
        "drawn_clip",
        "drawn_fade",
        "drawn_blur",
    ),
    "below_cut": ("drawn_cut", "drawn_cut_shadow"),
    "in_place": ("drawn_emptied",),
    "corner": ("drawn_corner",),
    "bar": ("drawn_bar",),
    "after": ("drawn_after",),
    "inside": ("drawn_inside",),
}
"""What scripts draw for kinds that stand in these places of served pages."""

LATEST = 2500
"""Milliseconds after the page has loaded by which the script has drawn."""
BLURS = ("filter:blur(6px)", "filter:blur(4px);user-select:none;pointer-events:none", "opacity:.04")

_POLICY = re.compile(r"<meta[^>]+content-security-policy", re.I)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the page's HTML and the comment that marks it there."""

    at: int
    name: str


def _drawn(page: Specimen, random: Random, spots: Sequence[_Spot], **plan: object) -> str:
    """The page with its places marked and the script at its end."""
    html = page.html
    for spot in sorted(spots, key=lambda spot: spot.at, reverse=True):
        html = f"{html[: spot.at]}<!--notice:{spot.name}-->{html[spot.at :]}"
    told = json.dumps({"delay": random.choice((0, 50, 300, 900, LATEST)), **plan}, ensure_ascii=False)
    told = told.replace("</", "<\\/").replace("<!--", "<\\u0021--")
    return at_end(html, f"<script>{_script().replace('PLAN', told, 1)}</script>")


@cache
def _script() -> str:
    text = files("harness.measure.notices").joinpath("drawn.js").read_text(encoding="utf-8")
    return text[text.index("(() =>") :]


def over(how: str, page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """It covers the page, which cannot be scrolled: a layer, a shadow root, a frame or a modal dialog."""
    if _POLICY.search(page.html):
        return None
    layer = style("layers", random)
    inside = how in ("frame", "data_frame", "shadow")
    plan = {
        "how": how,
        "where": "page",
        "html": notice.html(random, style="" if inside or how == "dialog" else layer),
        "style": layer if inside else "",
        "mode": random.choice(("open", "open", "closed")),
        "lock": how != "dialog" or random.random() < 0.5,
    }
    cut = cut_text(page, random) if random.random() < 0.3 else None
    if cut is None:
        return Placed(_drawn(page, random, [], **plan), *first_seen(page))
    made, mark = cut
    plan |= {"text": "cut", "mark": mark}
    return Placed(_drawn(page, random, _from(page, "cut", made.at), **plan), made.kept, made.lost)


def below_cut(how: str, page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """The script cuts the text and puts the notice where it should go on, in the page or in a shadow root."""
    cut = cut_text(page, random)
    if cut is None or _POLICY.search(page.html):
        return None
    made, mark = cut
    html = _drawn(
        page,
        random,
        _from(page, "cut", made.at),
        text="cut",
        mark=mark,
        how=how,
        where="end",
        mode=random.choice(("open", "open", "closed")),
        html=notice.html(random),
    )
    return Placed(html, made.kept, made.lost)


def over_text(how: str, page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """The script clips, fades or blurs the text and puts the notice below its end or over it."""
    span = siblings(page)
    if span is None or _POLICY.search(page.html):
        return None
    clip = style("clips", random)
    html = _drawn(
        page,
        random,
        [_Spot(page.pieces[span[0]].start, "start"), _Spot(page.pieces[span[1]].end, "end")],
        text="box",
        boxStyle=random.choice(BLURS) if how == "blur" else clip,
        veil=style("veils", random) if how == "fade" else "",
        how="element",
        where=random.choice(("over", "end")),
        html=notice.html(random),
    )
    return Placed(html, *first_seen(page))


def emptied(page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """The script empties the text's place and puts the notice there; the site's frame stays."""
    if _POLICY.search(page.html) or replaced(page, "", most=LEAST_LEFT) is None:
        return None
    spots = _from(page, "start", page.pieces[0].start)
    html = _drawn(page, random, spots, text="empty", how="element", where="end", html=notice.html(random))
    return Placed(html, "", page.text)


def beside(where: str, page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """The script adds a harmless box: in a corner, along an edge, below or in the whole text."""
    if _POLICY.search(page.html):
        return None
    names = {"corner": "corners", "bar": "bars"}
    floating = style(names[where], random) if where in names else ""
    shadow = random.random() < 0.2
    spots = _from(page, "start", page.pieces[0].start)
    if where == "inside":
        ends = [piece.end for piece in page.pieces[:-1] if piece.prose and piece.main]
        if not ends:
            return None
        spots = [*spots, _Spot(ends[len(ends) // 2], "here")]
    html = _drawn(
        page,
        random,
        spots,
        how="shadow" if shadow else "element",
        mode="open",
        where={"inside": "here", "after": "end"}.get(where, "page"),
        style=floating if shadow else "",
        html=notice.html(random, style="" if shadow else floating),
    )
    return Placed(html, page.text)


def _from(page: Specimen, name: str, at: int) -> list[_Spot]:
    return [_Spot(at, name), _Spot(page.pieces[-1].end, "end")]


DRAWN: Mapping[str, Place] = {
    **{f"drawn_{how}": partial(over, how) for how in ("layer", "shadow", "frame", "data_frame", "dialog")},
    "drawn_cut": partial(below_cut, "element"),
    "drawn_cut_shadow": partial(below_cut, "shadow"),
    **{f"drawn_{how}": partial(over_text, how) for how in ("clip", "fade", "blur")},
    "drawn_emptied": emptied,
    **{f"drawn_{where}": partial(beside, where) for where in ("corner", "bar", "after", "inside")},
}
"""The places that scripts draw in, by name."""
