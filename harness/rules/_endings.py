"""How the text ends: in dots, in mid-sentence, above an error; and what only looks so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harness.core.model import Engine, Evidence
from harness.language.words import count_words, ends_a_sentence, ends_in_ellipsis
from harness.observe.observation import Block
from harness.reading import Ending, Reading
from harness.reading.prose import FEW_WORDS
from harness.reading.trailer import leads_away
from harness.reading.tree import kinds_of
from harness.rules.match import ask, said, see

_SENTENCE_LIKE = re.compile(r"(?:[^\W\d_A-Z]|[,;،])\s*$")


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


_DOTS = re.compile(r"(?:[\[(（【]\s*|(?<!\s)\s*)(?:…+|\.{3})\s*[\])）】]?")
_FOUR_DOTS = re.compile(r"(?<!\.)\.{4,}\s*$")
_BROKEN = re.compile(
    r"[^\W_][,;:]?\s*(?:[\[(（【]\s*)?(?:…+|\.\s?\.\s?\.|‥|。。。|・・・)\s*(?:[\])）】]\s*)?$"
)
"""Dots after a word: after a whole sentence they are a writer's."""
_GOES_ON = re.compile(r"\s{0,3}[^\W\d_A-ZÀ-ÞА-Я]|[,;:)\]]")
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


@ask("the last paragraph breaks off after a word that ends no sentence of this text")
def broken_off(reading: Reading) -> tuple[Evidence, ...]:
    article, blocks = reading.article, reading.page.blocks
    seen = _open_cell(reading)
    if not seen or blocks[article.end].words < 12 or blocks[article.end].link_chars:
        return ()
    return seen if _in_mid_sentence([blocks[i].text for i in article.blocks], article.last) else ()


LONG, PARAGRAPH = 30, 20
"""Words of a paragraph that breaks off, and of those that tell how the others end."""

OFTEN = 3
"""Times that a text uses a word which is a small word of its language."""

_FULL_STOPS = frozenset({".", "!", "?", ";", ":", ".”", '."', "?”", "!”", ".)", ").", "…", "۔", "।"})


def _in_mid_sentence(texts: Sequence[str], last: str) -> bool:
    """Whether nobody ends so: after a comma, or with a small word of this very text.

    A small word is one that the text uses often and never ends a sentence with ("the", "und", "de"), whatever
    the language. A last line without a full stop alone is ordinary: credits, names, mottos have none.
    """
    if last.rstrip()[-1:] in ",،、":
        return True
    word = last.split()[-1]
    if not word.islower():
        return False
    words = [one for text in texts for one in text.split()]
    ends = any(one.startswith(word) and one[len(word) :] in _FULL_STOPS for one in words)
    if words.count(word) > OFTEN and not ends:
        return True
    # or a long paragraph below others that all end as sentences do
    others = [text for text in texts if text != last and count_words(text) >= PARAGRAPH]
    return count_words(last) >= LONG and len(others) >= 2 and all(map(ends_a_sentence, others))


_STOPS = re.compile(r"[^\W\d_][,;]?\s*$")
_NO_PARAGRAPH = frozenset({"h1", "h2", "h3", "h4", "button", "figcaption"})
SHORT_LINE = 90
"""Characters of a line that announces more, and says nothing else."""

OPEN_WORDS = 12
"""Words from which a last line without a full stop is a broken paragraph; credits and captions are shorter."""

STUB_WORDS = 4
"""The same for a line that is set as the paragraphs above it are."""

ERROR_WORDS = 60
"""Words that the block of an error sentence has at most."""

NEAR_ERROR = 3
"""Blocks between the text and an error sentence: a picture's caption, a button."""


@ask("an error sentence right after a text that stops in mid-sentence")
def error_at_cut(reading: Reading) -> tuple[Evidence, ...]:
    blocks, article = reading.page.blocks, reading.article
    for spot, zone, block in said(reading, "error", max_words=ERROR_WORDS):
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
