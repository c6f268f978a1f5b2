"""What says that the text is not all: labels, links, promises, hidden rests, offers at the cut."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from harness.core.model import Evidence
from harness.language import Strength
from harness.observe.observation import Hidden, Region
from harness.reading import Reading, Zone
from harness.rules._endings import ellipsis
from harness.rules.match import AT_CUT, all_of, any_of, ask, phrase, see

_DISPLACED = frozenset({Hidden.CLIPPED, Hidden.BLURRED, Hidden.COVERED})
"""What hides a rest; what is transparent is brought in by scripts."""

GATED_WORDS = 40
"""A region that shows fewer words holds its label, an offer, or nothing."""


@ask("a fade lies over the end of the article")
def faded_end(reading: Reading) -> tuple[Evidence, ...]:
    article = reading.article
    if _folded(reading):
        return ()
    if article.end >= 0 and any(reading.page.blocks[i].faded for i in article.blocks[-2:]):
        return see("a fade over the end of the article", article.last, article.end, len(article.last))
    return ()


@ask("a label says that the text is an excerpt")
def says_excerpt(reading: Reading) -> tuple[Evidence, ...]:
    article = reading.article
    for spot, zone in reading.find("excerpt", strength=Strength.MEDIUM):
        if zone in (Zone.ASIDE, Zone.FRAME) or spot.index >= len(reading.page.blocks):
            continue
        block = reading.page.blocks[spot.index]
        near = article.end < 0 or article.blocks[0] - 12 <= spot.index <= article.end + 4
        if block.words <= 8 and near:
            return see("label " + zone.value, block.text, spot.index)
    return ()


@ask("'read on' links to this very article")
def reads_on_here(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    base = page.final_url or page.url or ""
    own = [
        urlsplit(urljoin(base, url)) for url in (page.links.get("canonical"), page.final_url, page.url) if url
    ]
    for spot, zone in reading.find("truncation", at=(Zone.CUT,)):
        block = page.blocks[spot.index] if spot.index < len(page.blocks) else None
        if block is None or block.href is None or block.words > 8 or "#" in block.href:
            continue
        there = urlsplit(urljoin(base, block.href))
        if any(
            here.netloc == there.netloc
            and len(here.path) > 1
            and there.path.startswith(here.path.rstrip("/"))
            and (there.path, there.query) != (here.path, here.query)
            for here in own
        ):
            return see(zone.value, block.text, spot.index)
    return ()


reads_on = any_of(phrase("truncation", at=(Zone.CUT,), max_words=60), reads_on_here)


_NUMBERS = re.compile(r"^\W*1\W+2\b|^\W*2\W*$|^\W*12(?:3(?:4(?:5(?:6)?)?)?)?\W*$")


def _numbered(reading: Reading, index: int) -> bool:
    """Whether page numbers stand around the block."""
    blocks = reading.page.blocks[max(0, index - 5) : index + 6]
    return any(b.words <= 12 and _NUMBERS.search(b.text) for b in blocks)


@ask("the text is page 1 of several")
def page_of_several(reading: Reading) -> tuple[Evidence, ...]:
    if reading.article.words < 40 or not (
        reading.promise.article or reading.article.semantic or reading.article.words >= 200
    ):
        return ()
    for spot, _ in reading.find("pagination", strength=Strength.WEAK):
        counted = spot.cls == "pagination" and spot.strength is Strength.STRONG and "{n}" in spot.phrase
        if not counted and (spot.index > reading.article.end + 25 or not _numbered(reading, spot.index)):
            continue
        if spot.index >= len(reading.page.blocks):
            continue
        block = reading.page.blocks[spot.index]
        if block.words > 25 or spot.index < reading.article.end or block.region is Region.COMMENTS:
            continue
        if not _is_last_page(block.text[spot.start : spot.end]):
            return see("after the article", block.text, spot.index)
    return ()


def _is_last_page(text: str) -> bool:
    """Whether "page 2 of 2" is what ``text`` says: the last page cuts nothing off."""
    numbers = [int(n) for n in re.findall(r"\d{1,6}", text)]
    return len(numbers) == 2 and numbers[0] >= numbers[1]


@ask("the page's data promise far more words than are shown")
def promised_more(reading: Reading) -> tuple[Evidence, ...]:
    promise, article = reading.promise, reading.article
    if not reading.falls_short or article.words < 10:
        return ()
    if promise.words is None or promise.words < 150:
        return see("reading time", f"{promise.minutes} minutes told, {article.words} words shown")
    return see(promise.by, f"{promise.words} words promised, {article.words} shown")


@ask("the page's data promise three times the words that are shown, and cannot mean characters")
def promised_thrice(reading: Reading) -> tuple[Evidence, ...]:
    promise, article = reading.promise, reading.article
    seen = promised_more(reading)
    if not seen or promise.words is None or promise.body_words or article.words * 3 > promise.words:
        return ()
    chars = sum(len(reading.page.blocks[i].text) for i in article.blocks)
    # some systems count characters or tags: a figure near the visible characters says nothing
    return seen if promise.words < 0.6 * chars or promise.words > 2.2 * chars else ()


@ask("most of the body in the page's data is not shown")
def body_not_shown(reading: Reading) -> tuple[Evidence, ...]:
    promise, article = reading.promise, reading.article
    words, shown = promise.body_words, promise.body_shown
    if words is None or shown is None or article.words < 10 or promise.body_ends == "ellipsis":
        return ()
    # the part that is shown must be the body's own beginning, else the data speak of another text
    if words >= 200 and 0.03 <= shown <= 0.45 and reading.words < 0.75 * words:
        return see(
            "articleBody in the page's data", f"{words} words delivered, {round(shown * 100)}% of them shown"
        )
    return ()


@ask("the visible text only repeats the page's description")
def teaser_only(reading: Reading) -> tuple[Evidence, ...]:
    page, article = reading.page, reading.article
    if article.words >= 90 or article.end < 0:
        return ()
    for name in ("og:description", "description", "twitter:description"):
        for value in page.meta.get(name, ()):
            begin = _bare(value)[:60]
            if len(begin) >= 40 and begin in _bare(" ".join(page.blocks[i].text for i in article.blocks)):
                return see(f"meta {name}", value)
    return ()


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def _folded(reading: Reading) -> bool:
    """Whether a button at the cut unfolds the text, and nobody asks for anything: the rest is the reader's."""
    blocks = reading.page.blocks
    buttons = any(
        blocks[spot.index].tag in ("button", "summary")
        for spot, _ in reading.find("truncation", at=(Zone.CUT,))
        if spot.index < len(blocks)
    )
    return buttons and not any(
        reading.find("paywall", "price", "registration", at=AT_CUT, strength=Strength.MEDIUM)
    )


@ask("the article's own text goes on clipped, blurred or covered")
def clipped_rest(reading: Reading) -> tuple[Evidence, ...]:
    article = reading.article
    if _folded(reading):
        return ()
    if article.hidden_why in _DISPLACED and reading.hides_rest and article.words:
        return see(
            "hidden text of the article",
            f"{article.hidden_words} words are {str(article.hidden_why).replace('_', ' ')} after {article.words} shown",
            article.end,
        )
    return ()


@ask("a fair part of the article is delivered and not shown")
def hides_text(reading: Reading) -> tuple[Evidence, ...]:
    article = reading.article
    if not reading.hides_rest or _folded(reading):
        return ()
    return see(
        "hidden text of the article",
        f"{article.hidden_words} words hidden, {article.words} shown",
        article.end,
    )


@ask("the region that the page's data call gated is hidden or empty")
def gated_region_empty(reading: Reading) -> tuple[Evidence, ...]:
    for part in reading.gated:
        if part.shown < GATED_WORDS:
            return see(f"gated region {part.selector}", f"{part.shown} words shown, {part.hidden} hidden")
    return ()


@ask("there is little or no main text")
def little_text(reading: Reading) -> tuple[Evidence, ...]:
    words = reading.article.words
    return see("words of main text", str(words)) if words < 150 else ()


rest_kept_back = any_of(
    clipped_rest, hides_text, faded_end, promised_more, body_not_shown, gated_region_empty
)
"""Signs that the text goes on somewhere, none of which a writer's own ending gives."""

cut_or_kept_back = any_of(ellipsis, rest_kept_back)
"""The same, or the text breaks off in dots."""

looks_cut = any_of(
    ellipsis, clipped_rest, hides_text, faded_end, promised_more, body_not_shown, says_excerpt, little_text
)
"""Any sign that the text itself is not all; an open end is too common to count."""

offer = any_of(
    phrase("paywall", at=AT_CUT, strength=Strength.MEDIUM),
    phrase("price", at=AT_CUT, strength=Strength.MEDIUM),
    phrase("offer", at=AT_CUT, strength=Strength.MEDIUM),
)
"""Words of selling where the article should go on, over the page or in a frame."""


_LETTER = re.compile(
    r"newsletter|nyhetsbrev|nyhedsbrev|nieuwsbrief|infolettre|bolet[íi]n|uutiskirje|biuletyn|hírlevél|рассылк|розсилк",
    re.I,
)


def _of_letter(reading: Reading, index: int) -> bool:
    """Whether a notice offers a newsletter: one signs up for that, and for no account."""
    return _LETTER.search(reading.text(index)) is not None


account = phrase("registration", at=AT_CUT, strength=Strength.MEDIUM, skip=_of_letter)

offer_and_cut = all_of(offer, looks_cut)
