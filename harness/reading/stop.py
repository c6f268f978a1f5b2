"""Stops: what stands where the text should go on, over it, or in its place, and what it says.

A stop is a short text of the page with the kind of notice it is (:mod:`harness.language.notices`) and the place it
has. What it means for the page is not decided here: see :mod:`harness.rules.table`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from urllib.parse import urljoin, urlsplit

from harness.core.model import Engine, State
from harness.language import Spot
from harness.language.addresses import registers, sells
from harness.language.notices import Notice, kinds
from harness.language.prices import names_price
from harness.language.speaks_of import names_part
from harness.language.words import count_words, ends_in_ellipsis
from harness.observe.observation import Block, Observation, Region
from harness.reading.article import Article
from harness.reading.box import TextBox, boxes_of, lines_of
from harness.reading.phrases import Told, kind_of_title

Ask = Callable[[str], Notice]
"""What a short text says, as the rulebook understands it."""

ASKED_WORDS = 90
"""Words of the longest text that is asked what it says; a longer one is running text."""

FIRST = 4
"""Boxes after the text that are asked; what stands further down stands beside it."""

BELOW_HEADLINE, SHORT_TEXT_ABOVE = 2, 180
"""Boxes right below the headline that are asked, where what follows them has fewer words than this: it may be fine print."""

IN_PLACE = 10
"""Boxes of a page without a text that are asked."""

WORDY = 120
"""Words of a page from which only what follows its headline stands in a text's place, not its menus."""

LINKED = 0.6
"""Share of a box's characters that are links, from which it is a menu or a list."""

READABLE = 80
"""Words of a text that can be read; fewer are no text of a page."""

TITLED = 12
"""Characters of a line that the title repeats."""

LABEL_WORDS = 14
"""Words of a label above the text."""

LABELS = 6
"""Such labels that are asked, the nearest to the text."""

BESIDE, BAR = 3, 8
"""Boxes of named regions beside the text (a consent bar, a newsletter box) that are asked, and words of their lines."""

TAIL = 6
"""Blocks at the end of a text that may be notices set like its paragraphs."""

TAIL_WORDS = 45
"""Words of such a block; a longer one is text."""

LAST = 0.9
"""Probability of a missing text from which the last line of a text is a notice below it."""

LOUD = 0.95
"""Probability of a missing text from which such a notice ends the text, whatever stands below it."""

LAST_LINES = 4
"""Lines at the end of a scraper's text that are asked."""

SOME_TEXT = 15
"""Words of a text below which a notice stands, and not in its place."""

BARE_TEXT = 120
"""Words of a scraper's text that may be nothing but a notice."""


class Place(StrEnum):
    """Where a stop stands."""

    AFTER = "where the article should go on"
    INSTEAD = "in place of a text"
    TITLE = "in the title"
    OVER = "in what covers the page"
    FRAME = "in a frame"
    ABOVE = "above the text"
    BESIDE = "beside the text"


@dataclass(frozen=True, slots=True)
class Stop:
    """A notice of the page.

    Args:
        notice: what it says, as far as the model tells.
        place: where it stands.
        block: index of its first block; of a frame, ``len(page.blocks)`` plus the frame's; -1: the title.
        rank: how many boxes stand between it and the end of the text (0: none), or the top of the page.
        words: words of it.
        leads_on: it holds a link to an address that goes on from this page's own.
        sold: the state that its links speak for: they lead to the site's subscriptions or its registration.
        phrase: the kind that a phrase of the book speaks for, where the model is not sure of another; or empty.
    """

    notice: Notice
    place: Place
    block: int
    rank: int = 0
    words: int = 0
    leads_on: bool = False
    sold: State | None = None
    phrase: str = ""

    @property
    def kind(self) -> str:
        """The likeliest kind's name, also where it is not sure."""
        return self.phrase or (self.notice.likely[0][0] if self.notice.likely else "")

    @property
    def missing(self) -> float:
        """The probability that a text which stops here lacks something."""
        return self.notice.missing if not self.phrase else PHRASE if kinds()[self.phrase].state else 0.0

    @property
    def state(self) -> State | None:
        """The state of a page that stops here."""
        if self.phrase:
            return _priced(State(state), self.notice.text) if (state := kinds()[self.phrase].state) else None
        return state_of(self.notice, self.notice.text)


PHRASE = 0.995
"""What a strong phrase of the book counts for: it was written down because sites say so, and nearly only then."""

SENTENCES = 25
"""Words of two sentences; a longer text that the model calls prose is prose, whatever phrase is in it."""

_NO_NOTICES = frozenset({"prose", "label", "teaser"})
"""Kinds that no phrase is overruled by: the plainest sentences of sites look like prose."""

SURE_OF_ANOTHER = 0.9
"""Probability of a kind from which the model needs no phrase."""


def state_of(notice: Notice, text: str) -> State | None:
    """The state of a page whose text stops at a notice: its likeliest kind's that has one."""
    known = kinds()
    state = next((State(s) for name, _ in notice.likely if (s := known[name].state)), None)
    return _priced(state, text) if state is not None else None


def _priced(state: State, text: str) -> State:
    """A price decides for money, whatever verb stands beside it."""
    account = state in (State.REGISTRATION_WALL, State.LOGIN_WALL)
    return State.PAYWALL if account and names_price(text) else state


def without_notices(
    ask: Ask, ask_closely: Ask, page: Observation, article: Article, told: Mapping[int, Told]
) -> Article:
    """The article without the notices that are set like its last paragraphs, and what stands below a loud one.

    Args:
        ask: what a short text says, where it may say anything.
        ask_closely: the same, whatever it may be.
        page: the observation.
        article: its text.
        told: by block, what a strong phrase in it speaks for.
    """
    mine = [page.blocks[i] for i in article.blocks]
    keep = len(mine)
    for n in range(keep - 1, max(-1, keep - 1 - TAIL), -1):
        block = mine[n]
        if block.hidden is not None or block.words > TAIL_WORDS or ends_in_ellipsis(block.text):
            continue  # what breaks off is the text
        last = n == keep - 1
        notice = (ask_closely if last and block.words <= SENTENCES else ask)(block.text)
        harmless = last and notice.kind is not None and notice.kind.name not in _TEXT
        phrase = told[article.blocks[n]].kind if article.blocks[n] in told else ""
        demands = bool(phrase) and kinds()[phrase].state is not None and not names_part(block.text)
        # a link between paragraphs is another text's
        demands = demands and (last or phrase != "rest_elsewhere")
        if (
            harmless
            or demands
            or (last and phrase == "label")
            or (notice.missing >= (LAST if last else LOUD) and notice.kind is not None)
        ):
            left = sum(b.words for b in mine[:n])
            lines = all(b.words <= SENTENCES for b in mine[n:])
            if 2 * left >= article.words or lines or (demands and left >= READABLE):
                keep = n
    return article.until(page, keep) if keep < len(mine) else article


_TEXT = frozenset({"prose", "prose_about", "label", "teaser", "author", "correction", "more_to_follow"})
"""Kinds of lines that also end a text."""


def find_stops(
    ask: Ask,
    page: Observation,
    article: Article,
    phrases: Mapping[int, Told],
    titles: Mapping[str, Sequence[Spot]],
    *,
    bare: bool,
    cut: bool,
) -> tuple[Stop, ...]:
    """The notices of ``page``, with what they say.

    Args:
        ask: what a short text says.
        page: the observation.
        article: its text.
        phrases: by block, what a strong phrase in it speaks for.
        titles: by class, the phrases that are a part of its title.
        bare: the page is little else than a few lines, so that a notice there stands in a text's place.
        cut: something says that the text may be cut, so that labels above it count.
    """
    told = {**phrases, **({-1: Told(kind)} if (kind := kind_of_title(titles)) else {})}
    if page.engine is Engine.TEXT:
        found = _of_lines(ask, page, article)
    else:
        found = chain(
            _over(ask, page), _in_frames(ask, page), _on_page(ask, page, article, told, bare=bare, cut=cut)
        )
    return tuple(_with_phrase(stop, mine, told) for stop, mine in found)


def _with_phrase(stop: Stop, mine: Sequence[int], told: Mapping[int, Told]) -> Stop:
    phrase = next((told[i] for i in mine if i in told), None)
    if phrase is not None and phrase.always:
        return replace(stop, phrase=phrase.kind)
    if phrase is None or names_part(stop.notice.text):
        return stop
    kind, sure = stop.notice.kind, stop.notice.probability >= SURE_OF_ANOTHER and stop.block >= 0
    if sure and kinds()[phrase.kind].state and kind is not None and kind.state:
        # both say that something is missing: the model tells better what for
        return replace(stop, phrase=kind.name)
    of_notice = stop.kind not in _NO_NOTICES or stop.words > SENTENCES
    return stop if sure and of_notice else replace(stop, phrase=phrase.kind)


def _over(ask: Ask, page: Observation) -> Iterator[tuple[Stop, Sequence[int]]]:
    blocks, layers = page.blocks, dict[int, list[int]]()
    for i, block in enumerate(blocks):
        if block.overlay >= 0 and block.hidden is None and block.text:
            layers.setdefault(block.overlay, []).append(i)
    for mine in layers.values():
        if sum(blocks[i].link_chars for i in mine) > LINKED * sum(len(blocks[i].text) for i in mine):
            continue  # a bar of links
        text = "\n".join(page.blocks[i].text for i in mine)
        yield _stop(ask, text, Place.OVER, mine[0]), mine


def _in_frames(ask: Ask, page: Observation) -> Iterator[tuple[Stop, Sequence[int]]]:
    for k, frame in enumerate(page.frames):
        if frame.visible and frame.text:
            yield _stop(ask, frame.text, Place.FRAME, len(page.blocks) + k), ()


def _on_page(
    ask: Ask, page: Observation, article: Article, told: Mapping[int, Told], *, bare: bool, cut: bool
) -> Iterator[tuple[Stop, Sequence[int]]]:
    blocks = page.blocks
    free = [i for i, b in enumerate(blocks) if b.hidden is None and b.text and b.overlay < 0]
    main = [i for i in free if blocks[i].region not in (_NEVER if bare else _BESIDE)]
    little = bare or article.words < READABLE
    gone = -1 in told and told[-1].kind == "not_found"
    if page.title and (article.words < READABLE or gone):
        yield _stop(ask, page.title, Place.INSTEAD if article.words < READABLE else Place.TITLE, -1), (-1,)
    if little:
        yield from _little(ask, page, article, free)
    else:
        mine = set(article.blocks)
        after = [i for i in main if i > article.end and i not in mine]
        # what follows the text at once belongs to it, whatever its element is called
        after += [i for i in free if i == article.end + 1 and blocks[i].region in _ASIDES]
        for rank, box in enumerate(_asked(page, boxes_of(page, after), FIRST)):
            yield _nearest_line(ask, page, box, rank), box.blocks
        if article.words < SHORT_TEXT_ABOVE:
            head = headline(page)
            between = [i for i in main if head < i < article.blocks[0]] if head >= 0 else []
            for rank, box in enumerate(_asked(page, boxes_of(page, between), BELOW_HEADLINE)):
                yield _of_box(ask, page, box, Place.INSTEAD, rank), box.blocks
    if article.words >= READABLE and (cut or gone):
        above = [i for i in main if i < article.blocks[0] and blocks[i].words <= LABEL_WORDS][-LABELS:]
        for i in above:
            yield _stop(ask, blocks[i].text, Place.ABOVE, i), (i,)
    beside = [] if bare else [i for i in free if blocks[i].region in _TOLD and blocks[i].words >= BAR]
    for box in _asked(page, boxes_of(page, beside), BESIDE):
        yield _of_box(ask, page, box, Place.BESIDE, 0), box.blocks


def _little(
    ask: Ask, page: Observation, article: Article, free: Sequence[int]
) -> Iterator[tuple[Stop, Sequence[int]]]:
    """The notices of a page without a text, or with next to none: in its place; and where the few lines go on."""
    blocks = page.blocks
    wordy = sum(blocks[i].words for i in free) >= WORDY
    head = headline(page) if wordy else -1
    text = article.words >= SOME_TEXT
    first, end = (article.blocks[0], article.end) if text else (len(blocks), len(blocks))
    main = [i for i in free if i > head and blocks[i].region not in _NEVER]
    inside = [i for i in main if i <= end]
    lines = (box for box in lines_of(page, inside) if box.linked <= LINKED) if wordy else _both(page, inside)
    for rank, box in enumerate(_asked(page, lines, IN_PLACE)):
        if article.words < READABLE or box.blocks[0] >= first or box.words > LABEL_WORDS:
            yield _of_box(ask, page, box, Place.INSTEAD, rank), box.blocks
    after = [
        i
        for i in free
        if i > end and (blocks[i].region not in _BESIDE or (i == end + 1 and blocks[i].region in _ASIDES))
    ]
    for rank, box in enumerate(_asked(page, boxes_of(page, after), FIRST)):
        yield _nearest_line(ask, page, box, rank), box.blocks


def _both(page: Observation, indices: Sequence[int]) -> Iterator[TextBox]:
    """The boxes, and their lines one by one."""
    for box in boxes_of(page, indices):
        yield box
        if len(box.blocks) > 1:
            yield from lines_of(page, box.blocks)


def _nearest_line(ask: Ask, page: Observation, box: TextBox, rank: int) -> Stop:
    """What a box after the text says; or, where it says nothing is missing, the line of it that does."""
    whole = _of_box(ask, page, box, Place.AFTER, rank)
    if whole.missing >= LOUD or rank > LINES_OF or len(box.blocks) < 2:
        return whole
    lines = [_of_box(ask, page, line, Place.AFTER, rank) for line in lines_of(page, box.blocks)]
    loudest = max(lines, key=lambda stop: stop.missing)
    return loudest if loudest.missing >= LOUD else whole


LINES_OF = 1
"""Boxes after the text whose lines are asked one by one, too."""


def headline(page: Observation) -> int:
    """The block that is the page's headline: the longest line that its title repeats, else the first ``h1``; -1: none."""
    title = page.title.casefold()
    seen = [
        (i, block)
        for i, block in enumerate(page.blocks)
        if block.hidden is None and block.text and block.region not in _NEVER
    ]
    told = [
        ((block.tag == "h1", block.tag in _HEADS, len(block.text)), -i)
        for i, block in seen
        if len(block.text) >= TITLED
        and 2 * block.link_chars <= len(block.text)
        and block.text.casefold() in title
    ]
    return -max(told)[1] if told else next((i for i, block in seen if block.tag == "h1"), -1)


def _asked(page: Observation, boxes: Iterable[TextBox], most: int) -> Iterator[TextBox]:
    """The first ``most`` boxes that are short enough to be asked; a number or a sign says nothing."""
    seen = 0
    for box in boxes:
        if box.words > ASKED_WORDS or not any(c.isalpha() for c in box.text) or "{{" in box.text:
            continue
        if any(_is_card_head(page.blocks[i]) for i in box.blocks):
            continue  # what a card says is of its own piece
        yield box
        seen += 1
        if seen >= most:
            return


def _is_card_head(block: Block) -> bool:
    """Whether a block is a headline that is a link: another piece's."""
    return block.tag in _HEADS and block.words >= 3 and block.link_chars >= 0.8 * len(block.text)


_HEADS = frozenset({"h2", "h3", "h4", "h5"})


def _of_lines(ask: Ask, page: Observation, article: Article) -> Iterator[tuple[Stop, Sequence[int]]]:
    """The last lines of a scraper's text; of a text of a few lines, all of them."""
    lines = [i for i, b in enumerate(page.blocks) if b.text]
    short = sum(page.blocks[i].words for i in lines) < BARE_TEXT
    below = [i for i in lines if i > article.end] if article.words >= SOME_TEXT else []
    for rank, i in enumerate(reversed(lines if short else lines[-LAST_LINES:])):
        block = page.blocks[i]
        if block.words <= ASKED_WORDS:
            after = i in below
            place = Place.AFTER if after or not short else Place.INSTEAD
            yield _stop(ask, block.text, place, i, below.index(i) if after else rank), (i,)


def _of_box(ask: Ask, page: Observation, box: TextBox, place: Place, rank: int) -> Stop:
    links = [(page.blocks[i].href or "", page.blocks[i]) for i in box.blocks if page.blocks[i].href]
    leads_on = any(leads_on_from(page, href) for href, _ in links)
    sold = next((state for href, block in links if (state := _sold(page, href, block))), None)
    return replace(_stop(ask, box.text, place, box.blocks[0], rank), leads_on=leads_on, sold=sold)


def _sold(page: Observation, href: str, block: Block) -> State | None:
    """What a link's address offers; a link of many words is another article's."""
    if block.words > LABEL_WORDS:
        return None
    try:
        address = urljoin(page.final_url or page.url or "", href)
        if sells(address, block.text):
            return State.PAYWALL
        return State.REGISTRATION_WALL if registers(address, block.text) else None
    except ValueError:
        return None


def _stop(ask: Ask, text: str, place: Place, block: int, rank: int = 0) -> Stop:
    return Stop(ask(text), place, block, rank, count_words(text))


def leads_on_from(page: Observation, href: str | None) -> bool:
    """Whether a link leads to an address that begins with this page's own: its next page, its whole text."""
    own = page.final_url or page.url or page.links.get("canonical")
    if not href or not own or href.startswith("#"):
        return False
    try:
        here, there = urlsplit(own), urlsplit(urljoin(own, href))
    except ValueError:
        return False
    stem = here.path.rstrip("/").rpartition(".")[0] or here.path.rstrip("/")
    same = there.netloc.removeprefix("www.") == here.netloc.removeprefix("www.")
    if not same or len(stem) < 2 or not there.path.startswith(stem):
        return False
    # "-in-town" makes another piece's name of this one's
    onward = _ONWARD.match(there.path[len(stem) :]) is not None
    return onward and (there.path, there.query) != (here.path, here.query)


_ONWARD = re.compile(r"$|[/.,_]|-\d")
"""What may follow this page's own address in that of its rest."""


_BESIDE = frozenset(
    {Region.NAV, Region.FOOTER, Region.HEADER, Region.ASIDE, Region.RELATED, Region.COMMENTS, Region.CONSENT,
     Region.NEWSLETTER}
)  # fmt: skip
_ASIDES = frozenset({Region.ASIDE, Region.RELATED, Region.NEWSLETTER})
_NEVER = frozenset({Region.NAV, Region.FOOTER, Region.RELATED, Region.COMMENTS})
_TOLD = frozenset({Region.CONSENT, Region.NEWSLETTER})
