"""Where a notice is put on a complete page, and what of the text is then left to read.

Each place is a function of the page, the notice and the random numbers; ``None``: the page does not allow it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from random import Random
from urllib.parse import urlsplit

from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import (
    LEAST_LEFT,
    Cut,
    after_article,
    at_end,
    before_article,
    between_paragraphs,
    body_style,
    cut_between,
    cut_inside,
    in_head,
    like_piece,
    replaced,
)
from harness.measure.faults.texts import document
from harness.measure.notices.markup import Notice, style

SHARES = (0.15, 0.3, 0.5)
"""Shares of the text that are left above a cut."""
LEAST_TO_CLIP = 900
"""Characters of a text that is long enough to be clipped at some lines."""
MOST_OF_IT = 0.8
"""Share of a text that a box must hold to be the text's."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A page with a notice on it.

    Args:
        kept: the main text that a reader can see.
        lost: the main text that is kept from him.
    """

    html: str
    kept: str
    lost: str = ""


Place = Callable[[Specimen, Notice, Random], Placed | None]


def cut_text(page: Specimen, random: Random) -> tuple[Cut, str] | None:
    """The page cut inside or after a paragraph, and the mark that ends what is left."""
    inside = random.random() < 0.5
    cut = (cut_inside if inside else cut_between)(page, random.choice(SHARES), random)
    if cut is None:
        return None
    return cut, random.choice(("", "", "…", "...", " […]")) if inside else ""


def below_cut(page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """The text is cut, the notice stands where it should go on."""
    if (cut := cut_text(page, random)) is None:
        return None
    made, mark = cut
    return Placed(made.joined(mark=mark, then=notice.html(random)), made.kept, made.lost)


def above_cut(page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """The notice stands above a text that is cut in the middle of a sentence."""
    cut = cut_inside(page, random.choice(SHARES), random)
    if cut is None:
        return None
    at = page.pieces[0].start
    html = cut.joined(mark=random.choice(("…", "...", " […]")))
    if html[:at] != page.html[:at]:  # what stood above has changed: its data lost the text's copies
        return None
    return Placed(html[:at] + notice.html(random) + html[at:], cut.kept, cut.lost)


def below_fade(page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """The text is clipped at some lines and fades out there; the notice follows. All of it is in the HTML."""
    veil = f'<div style="{style("veils", random)}"></div>'
    clipped = clip(page, veil, random)
    if clipped is None:
        return None
    before, after = clipped
    return Placed(before + notice.html(random) + after, *first_seen(page))


def over_whole(page: Specimen, notice: Notice, random: Random) -> Placed:
    """The notice covers the page, which cannot be scrolled; the whole text is behind it."""
    return Placed(lay_over(page.html, notice, random), *first_seen(page))


def over_cut(page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """The notice covers the page; the text behind it is cut."""
    if (cut := cut_text(page, random)) is None:
        return None
    made, mark = cut
    return Placed(lay_over(made.joined(mark=mark), notice, random), made.kept, made.lost)


def over_clip(page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """The notice covers the page; the text behind it is clipped at some lines."""
    clipped = clip(page, "", random)
    if clipped is None:
        return None
    return Placed(lay_over("".join(clipped), notice, random), *first_seen(page))


def in_place(page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """The notice stands in the text's place; the site's header, navigation and footer are around it."""
    html = replaced(page, notice.html(random), most=LEAST_LEFT + notice.words)
    return None if html is None else Placed(html, "", page.text)


def bare(page: Specimen, notice: Notice, random: Random) -> Placed:
    """The notice is all there is on the page."""
    host = urlsplit(page.case.url or "").hostname or "news.example"
    title = random.choice((notice.lines[0], host, title_of(page.html) or host))
    body = notice.html(random)
    if random.random() < 0.4:
        body = f"<main>{body}</main>" if random.random() < 0.5 else f'<div id="root"><div>{body}</div></div>'
    return Placed(document(title, body, lang=page.lang), "", page.text)


def corner(page: Specimen, notice: Notice, random: Random) -> Placed:
    """A small box in a corner of the window."""
    return _whole(page, _at_an_end(page.html, notice.html(random, style=style("corners", random)), random))


def bar(page: Specimen, notice: Notice, random: Random) -> Placed:
    """A bar along an edge of the window."""
    return _whole(page, _at_an_end(page.html, notice.html(random, style=style("bars", random)), random))


def after(page: Specimen, notice: Notice, random: Random) -> Placed:
    """Right below the whole text."""
    return _whole(page, after_article(page, notice.html(random)))


def before(page: Specimen, notice: Notice, random: Random) -> Placed:
    """Right above the whole text."""
    return _whole(page, before_article(page, notice.html(random)))


def inside(page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """Between two paragraphs of the text, which goes on below it."""
    made = between_paragraphs(page, notice.html(random))
    return None if made is None else _whole(page, made[0])


def sidebar(page: Specimen, notice: Notice, random: Random) -> Placed:
    """In a column of its own at the end of the document."""
    names = random.choice((' class="sidebar"', ' id="secondary"', ' class="col-4"', ""))
    tag = random.choice(("aside", "div"))
    return _whole(page, at_end(page.html, f"<{tag}{names}>{notice.html(random)}</{tag}>"))


def last(page: Specimen, notice: Notice, random: Random) -> Placed:
    """The last paragraph of the text itself, set as its others are."""
    number = max((n for n, p in enumerate(page.pieces) if p.prose and p.main), default=len(page.pieces) - 1)
    added = "".join(like_piece(page, number, line) for line in notice.lines)
    return Placed(after_article(page, added), "\n".join((page.text, *notice.lines)))


def paragraph(page: Specimen, notice: Notice, random: Random) -> Placed | None:
    """A paragraph in the middle of the text, set as its others are."""
    inner = [n for n, p in enumerate(page.pieces[:-1]) if p.prose and p.main]
    if not inner:
        return None
    number = inner[len(inner) // 2]
    made = between_paragraphs(page, "".join(like_piece(page, number, line) for line in notice.lines))
    if made is None:
        return None
    html, at = made
    texts = [piece.text for piece in page.pieces]
    return Placed(html, "\n".join((*texts[: at + 1], *notice.lines, *texts[at + 1 :])))


PLACES: Mapping[str, Place] = {
    place.__name__: place
    for place in (
        below_cut,
        above_cut,
        below_fade,
        over_whole,
        over_cut,
        over_clip,
        in_place,
        bare,
        corner,
        bar,
        after,
        before,
        inside,
        sidebar,
        last,
        paragraph,
    )
}
"""The places in served HTML, by name."""


def lay_over(html: str, notice: Notice, random: Random) -> str:
    """The page under the notice, which covers all of it; it cannot be scrolled."""
    if random.random() < 0.5:
        added = notice.html(random, style=style("layers", random))
    else:
        box = notice.html(random, style=style("boxes", random))
        added = f'<div style="{style("backdrops", random)}"></div>{box}'
    return _locked(_at_an_end(html, added, random), random)


def _locked(html: str, random: Random) -> str:
    how = random.randrange(3)
    if how == 0:
        return body_style(html, "overflow:hidden")
    if how == 1:
        return body_style(html, "position:fixed;width:100%;overflow-y:hidden")
    return in_head(html, "<style>html,body{overflow:hidden!important;height:100%}</style>")


def clip(page: Specimen, veil: str, random: Random) -> tuple[str, str] | None:
    """The page with its text in a box of limited height, parted right after that box; ``None``: no one box holds it."""
    span = siblings(page)
    if span is None:
        return None
    start, end = page.pieces[span[0]].start, page.pieces[span[1]].end
    box = f'<div style="{style("clips", random)}">{page.html[start:end]}{veil}</div>'
    return page.html[:start] + box, page.html[end:]


def siblings(page: Specimen) -> tuple[int, int] | None:
    """The first and the last of the pieces that stand side by side with nearly all of the text between them."""
    found: dict[int, list[int]] = {}
    for number, piece in enumerate(page.pieces):
        found.setdefault(piece.group, []).append(number)
    first, last = max(
        ((numbers[0], numbers[-1]) for numbers in found.values()),
        key=lambda span: sum(len(piece.text) for piece in page.pieces[span[0] : span[1] + 1]),
    )
    held = sum(len(piece.text) for piece in page.pieces[first : last + 1])
    enough = held >= max(LEAST_TO_CLIP, MOST_OF_IT * len(page.text))
    return (first, last) if enough and last == len(page.pieces) - 1 else None


_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.S | re.I)
_BODY = re.compile(r"<body\b[^>]*>", re.I)


def title_of(html: str) -> str:
    """The document's title."""
    found = _TITLE.search(html)
    return " ".join(unescape(found[1]).split()) if found else ""


def _at_an_end(html: str, added: str, random: Random) -> str:
    """``added`` at the end of the body, or (one time in three) at its beginning."""
    body = _BODY.search(html)
    if body is None or random.random() < 0.67:
        return at_end(html, added)
    return html[: body.end()] + added + html[body.end() :]


def first_seen(page: Specimen) -> tuple[str, str]:
    """What a reader sees at most of a covered or clipped text, and the rest."""
    return page.pieces[0].text, "\n".join(piece.text for piece in page.pieces[1:])


def _whole(page: Specimen, html: str) -> Placed:
    return Placed(html, page.text)
