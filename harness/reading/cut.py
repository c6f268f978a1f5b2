"""Whether something is missing: how the text ends, what is kept back of it, what its own data promise.

Each finding is *sure* or *maybe*. What real whole articles do too (dots of their own, a last line without a full
stop, a word count that is off) is *maybe*, and *maybe* alone alarms nobody: see :mod:`harness.rules.table`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

from harness.core.model import Engine
from harness.language import Spot
from harness.language.notices import Notice
from harness.language.words import ends_a_sentence, is_dense
from harness.observe.observation import Block, Hidden, Observation, Overlay, Region
from harness.reading.article import Article, Ending
from harness.reading.gated import GatedPart
from harness.reading.promise import Promise
from harness.reading.scrambled import scrambled


class How(StrEnum):
    """How a text is cut."""

    DOTS = "the last paragraph breaks off in dots"
    OPEN = "the last paragraph breaks off in the middle of a sentence"
    FADED = "a fade lies over the end of the text"
    HIDDEN = "more of the text is delivered than is shown"
    GATED = "the part that the page's data call gated is hidden or empty"
    PROMISED = "the page's data promise far more words than are shown"
    IN_DATA = "the text is in the page's data, and not shown"
    PAGED = "the text is page 1 of several"
    REPEATED = "the visible text only repeats the page's description"
    SCRAMBLED = "the text's words are no words of any language"
    COVERED = "a layer over the page stops the reader from scrolling"


@dataclass(frozen=True, slots=True)
class Cut:
    """A sign that the text is not all.

    Args:
        how: what sign.
        sure: it decides; else whole articles have it, too.
        seen: what was seen, for people.
        block: where, or ``None``.
    """

    how: How
    sure: bool
    seen: str
    block: int | None = None


SHOWN_SHARE = 0.45
"""Of the body in the page's data; where more is shown, the rest may be another edition's."""

MIN_BODY = 200
"""Words of a body in the data from which it is a text."""

MIN_HIDDEN = 60
"""Hidden words from which they are a text: labels and menus have fewer."""

GATED_WORDS = 40
"""A gated part that shows fewer words holds its label, an offer, or nothing."""

LINE = 12
"""Words of a last line that is a paragraph: credits, names and captions are shorter."""

SHORT_LINE = 60
"""Characters of a line that says nothing but a phrase that is in it."""

PARAGRAPH = 20
"""Words of a last line with dots that is a paragraph, no teaser or caption."""

LONG = 30
"""Words of a paragraph that breaks off below others which end as sentences do."""

OFTEN = 3
"""Times that a text uses a word which is a small word of its language."""

SHORT_TEXT = 120
"""Words of a teaser: a text no longer than this, which breaks off in dots, is no article of its own."""

_DISPLACED = frozenset({Hidden.CLIPPED, Hidden.BLURRED, Hidden.COVERED})
"""What hides a rest; what is transparent or off the screen is brought in by scripts."""


def find_cuts(
    ask: Callable[[str], Notice],
    page: Observation,
    article: Article,
    promise: Promise,
    gated: Sequence[GatedPart],
    to_follow: Sequence[Spot] = (),
) -> tuple[Cut, ...]:
    """The signs that the text of ``page`` is not all, sure ones first.

    Args:
        to_follow: phrases that announce more ("more to follow").
    """
    more = any(_says_more(page, article, spot) for spot in to_follow)
    found = [
        *(() if more else _ending(ask, page, article)),
        *_kept_back(page, article, gated),
        *_promised(page, article, promise),
        *_pages(page, article, promise),
        *_covered(page),
        *_scrambled(page, article),
    ]
    return tuple(sorted(found, key=lambda cut: not cut.sure))


# --- how it ends

_DOTS = re.compile(r"[\[(（【]?\s?(?:…+|\.{3}|\. \. \.|‥|。。。|・・・)\s?[\])）】]?")
_BROKEN = re.compile(r"[^\W_][,;:]?[\s\[(（【]{0,3}(?:…+|\.\s?\.\s?\.|‥|。。。|・・・)\s?[\])）】]?\s?$")
"""Dots after a word: after a whole sentence they are a writer's."""
_GOES_ON = re.compile(r"[^\W\d_A-ZÀ-ÞА-Я]|[,;:)\]]")
"""What follows dots in the middle of a sentence."""
_IN_SENTENCE = re.compile(r"(?:[^\W\d_A-Z]|[,;،])\s*$")
_NO_PARAGRAPH = frozenset({"li", "pre", "td", "th", "dd", "dt", "figcaption", "h1", "h2", "h3", "h4"})
_STOPS = frozenset({".", "!", "?", ";", ":", ".”", '."', "?”", "!”", ".)", ").", "…", "۔", "।"})
_OPENERS = "\"“„«「『‘'"


def _ending(ask: Callable[[str], Notice], page: Observation, article: Article) -> Iterator[Cut]:
    if article.end < 0:
        return
    block = page.blocks[article.end]
    line = article.ending is not Ending.SENTENCE and len(article.last) <= SHORT_LINE
    if line and _says_something(ask(article.last)):
        return
    if article.ending is Ending.ELLIPSIS:
        yield Cut(How.DOTS, _breaks_off(page.blocks, article), article.last, article.end)
    elif article.ending is Ending.OPEN and _IN_SENTENCE.search(article.last) and block.words >= LINE:
        yield Cut(How.OPEN, _breaks_in_sentence(page.blocks, article), article.last, article.end)


def _says_something(last: Notice) -> bool:
    """Whether the last line is a notice ("more to follow...", "loading..."): its dots are its own."""
    return last.kind is not None and last.kind.name not in _PROSE


_PROSE = frozenset(
    {"prose", "prose_about", "teaser", "label", "author", "correction", "rest_elsewhere", "excerpt"}
)
"""What a line may say that breaks off."""


def _says_more(page: Observation, article: Article, spot: Spot) -> bool:
    """The same of a phrase: it is all that the last line says, or its end."""
    if spot.index != article.end:
        return False
    text = page.blocks[article.end].text
    return len(text) <= SHORT_LINE or not any(c.isalnum() for c in text[spot.end :])


def _breaks_off(blocks: Sequence[Block], article: Article) -> bool:
    """Whether the dots are the site's: the only ones of a text, after a word, in a paragraph like the others.

    A writer who ends on dots ends sentences so elsewhere, too; a quotation's dots stand in its marks.
    """
    block = blocks[article.end]
    if not _BROKEN.search(article.last) or block.link_chars > 0.5 * len(block.text):
        return False
    if block.quote and not all(blocks[i].quote for i in article.blocks):
        return False
    marked = article.last.rstrip()[-1:] in "])）】"
    if not marked and (
        article.last.lstrip()[:1] in _OPENERS
        or (block.words < LINE and (block.emphasis or article.words > SHORT_TEXT))
    ):
        return False
    elsewhere = sum(
        not _GOES_ON.match(blocks[i].text[dots.end() : dots.end() + 2].lstrip())
        for i in article.blocks
        if not blocks[i].quote and i != article.end
        for dots in _DOTS.finditer(blocks[i].text)
    )
    return not elsewhere


def _breaks_in_sentence(blocks: Sequence[Block], article: Article) -> bool:
    """Whether the last word is one after which nobody ends: after a comma, or a small word of this very text.

    A small word is one that the text uses often and never ends a sentence with ("the", "und", "de"), whatever
    the language. A last line without a full stop alone is ordinary.
    """
    block = blocks[article.end]
    tabled = block.tag == "td" and all(
        blocks[i].tag == "td" for i in article.blocks
    )  # tables that lay out a page
    if block.link_chars or block.emphasis or block.quote or is_dense(block.text):
        return False
    if block.tag in _NO_PARAGRAPH and not tabled:
        return False
    if block.text.rstrip()[-1:] in ",،、-–":
        return True
    last = block.text.split()[-1]
    if not last.islower():
        return False
    words = [word for i in article.blocks for word in blocks[i].text.split()]
    if words.count(last) > OFTEN and not any(
        word[: len(last)] == last and word[len(last) :] in _STOPS for word in words
    ):
        return True
    # or every other paragraph ends as a sentence does, and this one is as long as they are
    others = [b for i in article.blocks if i != article.end and (b := blocks[i]).words >= PARAGRAPH]
    return len(others) >= 2 and block.words >= LONG and all(ends_a_sentence(b.text) for b in others)


# --- what is kept back


def _kept_back(page: Observation, article: Article, gated: Sequence[GatedPart]) -> Iterator[Cut]:
    if article.end >= 0 and any(page.blocks[i].faded for i in article.blocks[-2:]):
        yield Cut(How.FADED, True, article.last, article.end)
    if hides_rest(article):
        why = str(article.hidden_why).replace("_", " ")
        seen = f"{article.hidden_words} words are {why}, {article.words} shown"
        sure = article.hidden_why in _DISPLACED
        yield Cut(How.HIDDEN, sure, seen, article.end if article.end >= 0 else None)
    for part in gated:
        if part.shown < GATED_WORDS:
            seen = f"gated region {part.selector}: {part.shown} words shown, {part.hidden} hidden"
            yield Cut(How.GATED, part.hidden > article.words or article.words < SHORT_TEXT, seen)


def hides_rest(article: Article) -> bool:
    """Whether a fair part of the article is delivered and not shown."""
    # what is not displayed at all may be a copy for other screens; a rest of the text is more than its beginning
    share = 0.3 if article.hidden_why in _DISPLACED else 1.0
    return article.hidden_words >= MIN_HIDDEN and article.hidden_words > share * article.words


# --- what was promised


def _promised(page: Observation, article: Article, promise: Promise) -> Iterator[Cut]:
    words, shown = promise.body_words, promise.body_shown
    if words and shown is not None and words >= MIN_BODY and promise.body_ends != "ellipsis":
        # the part that is shown must be the body's own beginning, else the data speak of another text
        sure = 0.03 <= shown <= SHOWN_SHARE and article.words < 0.75 * words
        if sure or shown < SHOWN_SHARE:
            seen = f"{words} words in the page's data, {round(shown * 100)}% of them shown"
            yield Cut(How.IN_DATA, sure, seen)
    elif promise.words and article.words and article.words < 0.5 * promise.words:
        chars = sum(len(page.blocks[i].text) for i in article.blocks)
        # some systems count characters or tags: a figure near the visible characters says nothing
        meant = promise.words < 0.6 * chars or promise.words > 2.2 * chars
        sure = meant and 3 * article.words < promise.words
        yield Cut(How.PROMISED, sure, f"{promise.by}: {promise.words} words, {article.words} shown")
    elif promise.minutes and promise.minutes >= 3 and article.words < 60 * promise.minutes:
        yield Cut(How.PROMISED, False, f"{promise.minutes} minutes of reading, {article.words} words shown")
    if article.words < 90 and article.end >= 0 and (told := _repeats(page, article)):
        yield Cut(How.REPEATED, False, told)


def _repeats(page: Observation, article: Article) -> str:
    text = _bare(" ".join(page.blocks[i].text for i in article.blocks))
    for name in ("og:description", "description", "twitter:description"):
        for value in page.meta.get(name, ()):
            begin = _bare(value)[:60]
            if len(begin) >= 40 and begin in text:
                return value
    return ""


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


# --- page 1 of n

NEAR = 15
"""Blocks below the end of the text in which its page numbers stand: pictures, credits and buttons come between."""
_SECOND = re.compile(
    r"^(?:[/_,.-]{1,2}(?:[a-z]{1,9}[/_,.-]?)?2/?(?:\.\w{2,5})?|(?:\.\w{2,5})?[?&](?!\w{0,12}com|cp)\w{1,12}=2)$",
    re.I,
)
"""What follows this page's own address in that of its second page; what is called after comments counts those."""
_FIRST = re.compile(r"\w{1,12}=1")
_LISTS = frozenset({Region.COMMENTS, Region.RELATED, Region.FOOTER, Region.NAV})


def _pages(page: Observation, article: Article, promise: Promise) -> Iterator[Cut]:
    """A link to page 2 of this very address: in the head (``rel=next``), or below the text."""
    if article.words < 40 or not (promise.article or article.semantic or article.words >= 200):
        return
    own = page.final_url or page.url or page.links.get("canonical") or ""
    here = urlsplit(own)
    stem = re.sub(r"\.\w{2,5}$|/$|[_,/-]?1(?:\.\w{2,5})?$", "", here.path)
    if len(stem) < 2 or (here.query and not _FIRST.fullmatch(here.query)):
        return
    following = page.links.get("next")
    if following and _is_second(own, stem, following):
        yield Cut(How.PAGED, True, f"link rel=next {following}")
        return
    for index in range(article.end + 1, min(article.end + 1 + NEAR, len(page.blocks))):
        block = page.blocks[index]
        if block.href is None or "2" not in block.href or block.region in _LISTS or block.words > 12:
            continue
        if _is_second(own, stem, block.href):
            yield Cut(How.PAGED, True, block.text, index)
            return


def _is_second(own: str, stem: str, href: str) -> bool:
    try:
        here, there = urlsplit(own), urlsplit(urljoin(own, href))
    except ValueError:
        return False
    if there.netloc.removeprefix("www.") != here.netloc.removeprefix("www.") or not there.path.startswith(
        stem
    ):
        return False
    rest = there.path[len(stem) :] if there.path.rstrip("/") != here.path.rstrip("/") else ""
    rest += f"?{there.query}" if there.query else ""
    if here.path.rstrip("/").rpartition(".")[0].endswith("1") or here.path.rstrip("/").endswith("1"):
        rest = f"-{rest}" if rest[:1] == "2" else rest
    return _SECOND.match(rest) is not None and not rest.startswith("/page/")  # so lists are numbered


# --- what lies over it

COVERS = 0.5
"""Share of the viewport from which a layer covers the page."""


def _covered(page: Observation) -> Iterator[Cut]:
    for layer in page.overlays:
        if covers(page, layer):
            # without a browser nobody knows how large it is: what it says must decide
            yield Cut(How.COVERED, layer.share is not None, layer.text[:160] or layer.frame or layer.names)
            return


_BACKDROP = re.compile(r"backdrop|overlay|modal|mask", re.I)


def covers(page: Observation, layer: Overlay) -> bool:
    """Whether a layer that cannot be closed covers a page that cannot be scrolled.

    Without a browser its size is not known: its words or its name tell, since bars have neither.
    """
    if not page.scroll_locked or layer.dismissible or page.engine is Engine.TEXT:
        return False
    if layer.share is not None:
        return layer.share >= COVERS
    return (
        len(layer.text.split()) >= LINE or is_dense(layer.text) or _BACKDROP.search(layer.names) is not None
    )


def _scrambled(page: Observation, article: Article) -> Iterator[Cut]:
    at = scrambled(page.blocks, article.blocks)
    if at is not None:
        yield Cut(How.SCRAMBLED, True, page.blocks[at].text, at)
