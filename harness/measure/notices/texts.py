"""The same places in a scraper's text: what an extractor hands back of such a page, without its HTML."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from harness.measure.faults.specimen import Specimen
from harness.measure.notices.markup import Notice
from harness.measure.notices.places import Place, Placed, cut_text, title_of


def below_cut(page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """The text is cut, the notice is its last lines."""
    if (cut := cut_text(page, random)) is None:
        return None
    made, mark = cut
    return Placed(_joined(random, made.kept + mark, *_lines(notice, random)), made.kept, made.lost)


def above_cut(page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """The notice is the first lines, the text below it is cut."""
    if (cut := cut_text(page, random)) is None:
        return None
    made, mark = cut
    return Placed(_joined(random, *_lines(notice, random), made.kept + (mark or "…")), made.kept, made.lost)


def alone(page: Specimen, notice: Notice, random: Random) -> Placed:
    """The notice is all there is, at times below the page's title."""
    title = title_of(page.html) if random.random() < 0.5 else ""
    return Placed(_joined(random, title, *_lines(notice, random)), "", page.text)


def after(page: Specimen, notice: Notice, random: Random) -> Placed:
    """The notice is the last lines of a whole text."""
    return Placed(_joined(random, page.text, *_lines(notice, random)), page.text)


def before(page: Specimen, notice: Notice, random: Random) -> Placed:
    """The notice is the first lines of a whole text."""
    return Placed(_joined(random, *_lines(notice, random), page.text), page.text)


def inside(page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """The notice stands between two paragraphs of a whole text."""
    texts = [piece.text for piece in page.pieces]
    if len(texts) < 2:
        return None
    at = len(texts) // 2
    return Placed(_joined(random, *texts[:at], *_lines(notice, random), *texts[at:]), page.text)


TEXT_PLACES: Mapping[str, Place] = {
    "below_cut": below_cut,
    "above_cut": above_cut,
    "in_place": alone,
    "bare": alone,
    "after": after,
    "sidebar": after,
    "before": before,
    "inside": inside,
    "last": after,
    "paragraph": inside,
}
"""What the places of a page become in a text; what lies over a page is in none."""


def _lines(notice: Notice, random: Random) -> tuple[str, ...]:
    """The notice's lines: below each other, or as one, as extractors do with small boxes."""
    return notice.lines if random.random() < 0.7 else (" ".join(notice.lines),)


def _joined(random: Random, *parts: str) -> str:
    return random.choice(("\n", "\n\n")).join(part for text in parts for part in text.split("\n") if part)
