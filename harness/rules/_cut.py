"""Looks that the cut and wall rules share: how the text ends, and what says that it is not all."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from harness.model import Engine, Evidence
from harness.observation import Block, Hidden, Region
from harness.phrases import Strength
from harness.reading import Ending, Reading, Zone
from harness.reading.prose import FEW_WORDS
from harness.reading.quotes import quoted
from harness.reading.trailer import leads_away
from harness.reading.tree import kinds_of
from harness.reading.words import ends_a_sentence, ends_in_ellipsis
from harness.rules.match import AT_CUT, all_of, any_of, ask, phrase, see

_SENTENCE_LIKE = re.compile(r"(?:[^\W\d_A-Z]|[,;،])\s*$")
_DISPLACED = frozenset({Hidden.CLIPPED, Hidden.BLURRED, Hidden.COVERED, Hidden.TRANSPARENT})


@ask("the last paragraph ends in an ellipsis that is no quotation")
def ellipsis(reading: Reading) -> tuple[Evidence, ...]:
    article = reading.article
    if article.ending is not Ending.ELLIPSIS or (
        reading.page.blocks[article.end].quote and not _is_quotation(reading)
    ):
        return ()
    if _more_to_come(reading):
        return ()
    return see("end of the article", article.last, article.end, len(article.last))


def _more_to_come(reading: Reading) -> bool:
    """Whether the text ends by announcing more ("more to follow..."): there is no more yet, for anybody."""
    end = reading.article.end
    for spot, _ in reading.find("to_follow"):
        if spot.index == end:
            text = reading.text(end)
            if len(text) <= SHORT_LINE or not any(c.isalnum() for c in text[spot.end :]):
                return True
    return False


def _is_quotation(reading: Reading) -> bool:
    """Whether most of the article is set as a quotation: then that tells nothing of its end."""
    blocks = [reading.page.blocks[i] for i in reading.article.blocks]
    return 2 * sum(b.words for b in blocks if b.quote) > sum(b.words for b in blocks)


@ask("the last paragraph ends in the middle of a sentence")
def open_end(reading: Reading) -> tuple[Evidence, ...]:
    article = reading.article
    if article.ending is not Ending.OPEN or not _SENTENCE_LIKE.search(article.last) or article.paragraphs < 1:
        return ()
    block = reading.page.blocks[article.end]
    if (
        block.words < OPEN_WORDS
        or block.emphasis
        or block.tag in ("li", "td", "pre")
        or leads_away(article.last)
        or _more_to_come(reading)
    ):
        return ()
    return see("end of the article", article.last, article.end, len(article.last))


_DOTS = re.compile(r"[\[(（【]?\s*(?:…+|\.{3})\s*[\])）】]?")
_FOUR_DOTS = re.compile(r"\.{4,}\s*$")
_BROKEN = re.compile(r"[^\W_][,;:]?\s*[\[(（【]?\s*(?:…+|\.\s?\.\s?\.|‥|。。。|・・・)\s*[\])）】]?\s*$")
"""Dots after a word: after a whole sentence they are a writer's."""
_GOES_ON = re.compile(r"\s*[^\W\d_A-ZÀ-ÞА-Я]|[,;:)\]]")
"""What follows dots in the middle of a sentence."""

LONG_LINE = 15
"""Words from which a last line that breaks off is a paragraph; shorter ones may be captions or teasers."""


@ask("the text breaks off in the only ellipsis of its kind in the article")
def lone_ellipsis(reading: Reading) -> tuple[Evidence, ...]:
    """A writer who ends on dots ends sentences so elsewhere too; a site's own cut is the only one."""
    article, blocks = reading.article, reading.page.blocks
    seen = ellipsis(reading)
    if not seen or _FOUR_DOTS.search(article.last) or not _BROKEN.search(article.last):
        return ()
    block = blocks[article.end]
    if block.link_chars > 0.5 * len(block.text):
        return ()
    kind = next((_dots_kind(dots) for dots in reversed(list(_DOTS.finditer(article.last)))), "")
    bracketed = kind.startswith("[")
    # a short line in bold or italics is a heading, a call, a name
    if block.emphasis and block.words < OPEN_WORDS and not bracketed:
        return ()
    if bracketed:
        # dots in brackets at the end are a feed's; elsewhere they stand in quotations, or end each of many teasers
        ends = [
            b for i in article.blocks if (b := blocks[i]).text.rstrip().endswith(article.last.rstrip()[-2:])
        ]
        return seen if len(ends) == 1 else ()
    if block.words < LONG_LINE and not _among_paragraphs(reading):
        return ()
    elsewhere = sum(
        _dots_kind(dots) == kind and not _GOES_ON.match(blocks[i].text, dots.end())
        for i in article.blocks
        if i == article.end or not blocks[i].quote
        for dots in _DOTS.finditer(blocks[i].text)
    )
    return seen if elsewhere <= 1 else ()


def _among_paragraphs(reading: Reading) -> bool:
    """Whether the last line is set like the article's paragraphs: captions and teasers have boxes of their own."""
    blocks, containers = reading.page.blocks, reading.page.containers
    end = blocks[reading.article.end]
    own = containers[end.container]
    alike = {end.container}
    if own.names:
        alike |= {i for i, box in enumerate(containers) if (box.tag, box.names) == (own.tag, own.names)}
    return any(
        blocks[i].words >= LONG_LINE and blocks[i].tag == end.tag and blocks[i].container in alike
        for i in reading.article.blocks[:-1]
    )


def _dots_kind(dots: re.Match[str]) -> str:
    """What kind of ellipsis it is: one sign or three, in brackets, after a space or right after the word."""
    inner = "…" if "…" in dots[0] else "..."
    if dots[0].strip()[:1] in "[(（【" and dots[0].strip()[-1:] in "])）】":
        return f"[{inner}]"
    spaced = dots[0][0].isspace() or dots.string[dots.start() - 1 : dots.start()].isspace()
    return f" {inner}" if spaced else inner


def _open_cell(reading: Reading) -> tuple[Evidence, ...]:
    """An open end, in a table's cell too where long ones hold the text."""
    article = reading.article
    if article.end < 0 or reading.page.blocks[article.end].tag != "td":
        return open_end(reading)
    open_ = article.ending is Ending.OPEN and _SENTENCE_LIKE.search(article.last) is not None
    return see("end of the article", article.last, article.end, len(article.last)) if open_ else ()


@ask("every paragraph ends as a sentence does, but the last breaks off")
def broken_off(reading: Reading) -> tuple[Evidence, ...]:
    article, blocks = reading.article, reading.page.blocks
    seen = _open_cell(reading)
    if not seen or blocks[article.end].words < 12 or blocks[article.end].link_chars:
        return ()
    others = [b for i in article.blocks if i != article.end and (b := blocks[i]).words >= 20]
    whole = [b for b in others if ends_a_sentence(b.text)]
    return seen if others and len(whole) == len(others) else ()


_STOPS = re.compile(r"[^\W\d_][,;]?\s*$")
_NO_PARAGRAPH = frozenset({"h1", "h2", "h3", "h4", "button", "figcaption"})
SHORT_LINE = 90
"""Characters of a line that announces more, and says nothing else."""

GATED_WORDS = 40
"""A region that shows fewer words holds its label, an offer, or nothing."""

OPEN_WORDS = 12
"""Words from which a last line without a full stop is a broken paragraph; credits and captions are shorter."""

STUB_WORDS = 4
"""The same for a line that is set as the paragraphs above it are."""

NEAR_ERROR = 3
"""Blocks between the text and an error sentence: a picture's caption, a button."""


@ask("an error sentence right after a text that stops in mid-sentence")
def error_at_cut(reading: Reading) -> tuple[Evidence, ...]:
    blocks, article = reading.page.blocks, reading.article
    for spot, zone in reading.find("error", strength=Strength.STRONG):
        block = blocks[spot.index] if spot.index < len(blocks) else None
        if block is None or block.words > 60 or quoted(block, spot):
            continue
        for before in range(spot.index - 1, max(-1, spot.index - 1 - NEAR_ERROR), -1):
            inside = before in article.blocks or bool(article.blocks and before > article.blocks[0])
            stops = inside and _stops_short(blocks[before], article.words, stub=_set_as_text(reading, before))
            if stops or (reading.page.engine is Engine.TEXT and _line_stops_short(blocks[before].text)):
                text = blocks[before].text
                return see("end of the text", text, before, len(text)) + see(
                    zone.value, block.text, spot.index, spot.start
                )
            if blocks[before].hidden is None and blocks[before].words >= 8:
                break
    return ()


def _stops_short(block: Block, words: int, *, stub: bool) -> bool:
    """Whether a paragraph ends in dots, or an article of ``words`` without a full stop: captions have none.

    Args:
        stub: the paragraph is set as those of the article are, so that a few words may be what is left of one.
    """
    if block.hidden is not None or block.words < 3 or block.tag in _NO_PARAGRAPH:
        return False
    if block.link_chars > 0.5 * len(block.text):
        return False
    open_ = (
        not ends_a_sentence(block.text)
        and _STOPS.search(block.text) is not None
        and not leads_away(block.text)
    )
    least = STUB_WORDS if stub and not _ends_in_name(block.text) else OPEN_WORDS
    return (open_ and block.words >= least and words >= FEW_WORDS) or ends_in_ellipsis(block.text)


def _ends_in_name(text: str) -> bool:
    """Whether the last word begins with a capital: authors, places and titles stand without a full stop."""
    return text.split()[-1][:1].isupper()


def _set_as_text(reading: Reading, index: int) -> bool:
    """Whether a block is set as the article's paragraphs are: the same element in the same kind of box."""
    page, article = reading.page, reading.article
    mine = [i for i in article.blocks if i != index and page.blocks[i].words >= LONG_LINE]
    kinds = {(page.blocks[i].tag, *kind) for i, kind in kinds_of(page, mine).items()}
    return (page.blocks[index].tag, *kinds_of(page, (index,))[index]) in kinds


LINE = 3
"""Words from which a line of a scraper's text may be a paragraph's beginning."""


def _line_stops_short(line: str) -> bool:
    """Whether a line stops in mid-sentence: no full stop, and most of its words are small, as names and titles' are not."""
    words = line.split()
    small = sum(word[0].islower() for word in words)
    return (
        len(words) >= LINE
        and 2 * small >= len(words)
        and words[-1][-1:].islower()
        and not ends_a_sentence(line)
        and not leads_away(line)
    )


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
    for spot, _ in reading.find("pagination", "truncation", strength=Strength.WEAK):
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
