"""An observation as the rules read it."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from harness.core.rulebook import STANDARD, Rulebook
from harness.language import Spot, Strength, book, spot, spot_title
from harness.language.mojibake import may_need_mending, mended
from harness.language.notices import Notice as Said
from harness.language.notices import own_wordings, understand
from harness.observe.observation import Block, Hidden, Observation, Payload, Region
from harness.reading.article import Article, Ending, find_article
from harness.reading.gated import GatedPart, find_gated
from harness.reading.notices import Notice, find_notices
from harness.reading.pairs import Pair, find_pairs
from harness.reading.promise import Promise, find_promise
from harness.reading.quotes import quoted
from harness.reading.trailer import related_lines

LINK_WORDS = 25
"""The same for a phrase that links to the rest: it may end the last paragraph itself."""

BOX_WORDS = 90
"""A block with a notice's phrase and no more words than this is a notice, no paragraph."""

_BOXES = frozenset(
    "paywall registration login metered meter_used truncation excerpt pagination remaining consent_wall pay_or_consent "
    "consent adblock_wall js_required price newsletter app_only institution comment_gate ui_chrome error removed opposite "
    "loading".split()
)
MANY_TEASERS = 3
"""Lines ending in "[...]" from which they are a list's."""

_ASIDE = frozenset(
    {Region.NAV, Region.FOOTER, Region.HEADER, Region.RELATED, Region.COMMENTS, Region.CONSENT, Region.ASIDE,
     Region.NEWSLETTER}
)  # fmt: skip
_HEADLINES = frozenset({"h2", "h3", "h4", "h5"})
"""A linked headline after the end makes its box another post's card."""

MIN_UNDRAWN = 120
"""Words in the data of scripts from which they are an article's."""

MOST_DRAWN = 100
"""Words of an article that was not drawn: its teaser."""

NEXT_TO_NOTHING = 60
"""A page of fewer words shows no article, whatever it is."""

MANY_CARDS = 3
"""Cards from which a notice that they share is a list's."""

MIN_MINUTES = 3
"""Shorter reading times are rounded too much to count."""

SLOWEST = 60
"""Words a minute: sites reckon with 180 to 265, and pictures, films and recipes take time of their own."""

WALL_BLOCKS = 60
"""Blocks in which a wall ends."""

HEADLINE_WORDS = 4
"""Words of a line that can be a headline; shorter ones are the site's own ways: log in, plans, contact."""

LEAD_WORDS = 120
"""How far the beginning of a page reaches, in words after the headline or the top."""


class Zone(StrEnum):
    """Where on the page something stands, seen from the article."""

    TITLE = "in the title"
    LEAD = "at the top of the page"
    ARTICLE = "in the article"
    CUT = "where the article should go on"
    OVERLAY = "in what covers the page"
    FRAME = "in a frame"
    ASIDE = "beside the article"


@dataclass(frozen=True, slots=True)
class Reading:
    """An observation with what is found in it.

    Args:
        page: the observation.
        article: the main text.
        promise: what the page's data says of it.
        spots: by class, the phrases spotted; ``spot.index`` is a block's index, or for frames
            ``len(page.blocks)`` plus the frame's.
        title_spots: by class, phrases that are a part of the title.
        words: visible words of the whole page outside navigation and footers.
        all_words: visible words of the whole page.
        zones: by block, where it stands.
        gated: the parts that the page's data call gated and the page has.
        pairs: by block, what a notice made of two phrases demands: "read on" here and a price, an offer or an
            account beside it.
        notices: the notices right after the text or in its place, with what they speak of.
        rulebook: whose words it was read by.
    """

    page: Observation
    article: Article
    promise: Promise
    spots: Mapping[str, tuple[Spot, ...]]
    title_spots: Mapping[str, tuple[Spot, ...]]
    words: int
    all_words: int
    zones: Mapping[int, Zone]
    pairs: Mapping[int, Pair]
    notices: tuple[Notice, ...]
    gated: tuple[GatedPart, ...] = ()
    rulebook: Rulebook = STANDARD

    def understand(self, text: str) -> Said:
        """What a short text says, by the rulebook's own wordings, too."""
        return understand(text, own_wordings(self.rulebook.wordings))

    def zone(self, index: int) -> Zone:
        """Where the block (or frame) with ``index`` stands."""
        return self.zones.get(index, Zone.ASIDE)

    def find(
        self, *classes: str, at: Iterable[Zone] = (), strength: Strength | None = None
    ) -> Iterator[tuple[Spot, Zone]]:
        """The phrases of ``classes`` that stand in one of the zones ``at``.

        Args:
            at: zones; none: anywhere.
            strength: the least strength; ``None``: any.
        """
        wanted = frozenset(at)
        least = _ORDER[strength] if strength else 0
        for cls in classes:
            for one in self.spots.get(cls, ()):
                zone = self.zone(one.index)
                if _ORDER[one.strength] >= least and (not wanted or zone in wanted):
                    yield one, zone

    def text(self, index: int) -> str:
        """The visible text of the block or frame with ``index``."""
        blocks = self.page.blocks
        return blocks[index].text if index < len(blocks) else self.page.frames[index - len(blocks)].text

    @property
    def cut(self) -> bool:
        """Whether the text itself looks cut: it ends in an ellipsis, hides more than it shows, or is too short."""
        return self.article.ending is Ending.ELLIPSIS or self.hides_rest or self.falls_short

    @property
    def hides_rest(self) -> bool:
        """Whether a fair part of the article is delivered and not shown."""
        article = self.article
        if article.hidden_why in (Hidden.TRANSPARENT, Hidden.OFFSCREEN):
            return False  # scripts fade it in, or bring it on the screen
        # what is not displayed at all may be a copy for other screens; a rest of the text is more than its beginning
        share = 1.0 if article.hidden_why is Hidden.NOT_DISPLAYED else 0.3
        return article.hidden_words >= 60 and article.hidden_words > share * article.words

    @property
    def undrawn(self) -> Payload | None:
        """The article in the data of the page's scripts, where it holds far more than is shown."""
        found = self.page.payload
        if found is None or found.words < MIN_UNDRAWN or found.shown > 0.6:
            return None
        # data hold other articles, too: beside more words than a teaser has, nothing says that they are this one's
        if self.article.words > MOST_DRAWN or self.hides_rest:
            return None
        return found if self.promise.article or self.words < NEXT_TO_NOTHING else None

    @property
    def falls_short(self) -> bool:
        """Whether the page promises far more words than it shows."""
        words = self.promise.words
        if words is None or words < 150:
            minutes = self.promise.minutes or 0
            return minutes >= MIN_MINUTES and self.article.words < SLOWEST * minutes
        if self.promise.body_shown is not None and self.promise.by.startswith("articleBody"):
            return self.promise.body_shown < 0.5 and self.article.words < 0.6 * words
        return self.article.words < 0.5 * words


_ORDER = {Strength.WEAK: 1, Strength.MEDIUM: 2, Strength.STRONG: 3}


def read(page: Observation, rulebook: Rulebook = STANDARD) -> Reading:
    """Read an observation: spot the phrases, find the article, tell where what stands."""
    texts = [b.text for b in page.blocks]
    texts += [f.text if f.visible else "" for f in page.frames]
    if may_need_mending("".join(texts)):
        texts = [mended(text) for text in texts]
    title = mended(page.title)
    phrases = book(rulebook.phrases)
    spots = _grouped(spot(texts, page.lang, phrases))
    titles = _grouped(spot_title(title, page.lang, phrases)) if title else {}
    boxes = _boxes(page.blocks, spots) | related_lines(page.blocks, spots)
    pairs = find_pairs(page.blocks, spots)
    offers = frozenset(one.index for cls in _SELLING for one in spots.get(cls, ()))
    article = find_article(page, boxes.union(pairs), _walls(boxes, spots).union(pairs), offers)
    promise = find_promise(page)
    zones = _zones(page, article, _of_cards(page.blocks, boxes) | _listed(page.blocks, spots))
    at_cut = [
        i for i in (*article.blocks[-3:], *article.after) if zones.get(i) is Zone.CUT or article.end < 0
    ]
    return Reading(
        page=page,
        article=article,
        promise=promise,
        spots=spots,
        title_spots=titles,
        words=sum(
            b.words for b in page.blocks if b.hidden is None and b.region not in (Region.NAV, Region.FOOTER)
        ),
        all_words=sum(b.words for b in page.blocks if b.hidden is None),
        zones=zones,
        pairs=pairs,
        notices=find_notices(page.blocks, article, at_cut, page.lang),
        gated=find_gated(page, promise.gated) if promise.gated else (),
        rulebook=rulebook,
    )


def _grouped(spots: Iterable[Spot]) -> dict[str, tuple[Spot, ...]]:
    groups: dict[str, list[Spot]] = {}
    for one in spots:
        groups.setdefault(one.cls, []).append(one)
    return {cls: tuple(found) for cls, found in groups.items()}


def _boxes(blocks: tuple[Block, ...], spots: Mapping[str, tuple[Spot, ...]]) -> frozenset[int]:
    """Blocks that are notices: short, with a phrase that notices use, and not in quotation marks.

    Bare dots ("[...]") end a cut text, and are no notice; where many lines end so, they are teasers.
    """
    teasers = sum(not _speaks(one) for one in spots.get("truncation", ())) >= MANY_TEASERS
    return frozenset(
        one.index
        for cls, found in spots.items()
        if cls in _BOXES
        for one in found
        if one.strength is not Strength.WEAK
        and one.index < len(blocks)
        and (teasers or _speaks(one))
        and blocks[one.index].words <= (LINK_WORDS if cls == "truncation" else BOX_WORDS)
        and not quoted(blocks[one.index], one)
    )


def _speaks(one: Spot) -> bool:
    """Whether a phrase has words."""
    return any(c.isalnum() for c in one.phrase)


_SELLING = ("paywall", "price", "offer", "registration", "login", "meter_used", "institution")
_STOPPING = ("paywall", "registration", "meter_used", "app_only", "remaining")


def _walls(boxes: frozenset[int], spots: Mapping[str, tuple[Spot, ...]]) -> frozenset[int]:
    """Notices that say strongly that one cannot read on."""
    return frozenset(
        one.index
        for cls in _STOPPING
        for one in spots.get(cls, ())
        if one.strength is Strength.STRONG and one.index in boxes
    )


def _of_cards(blocks: Sequence[Block], boxes: Collection[int]) -> frozenset[int]:
    """Notices that recur below one linked headline after the other: each is its card's, and cuts no article."""
    places: dict[str, list[int]] = {}
    for i in sorted(boxes):
        places.setdefault(blocks[i].text, []).append(i)
    found: set[int] = set()
    for alike in places.values():
        if len(alike) < MANY_CARDS:
            continue
        between = itertools.pairwise(alike)
        if all(any(_is_card_head(blocks[i]) for i in range(one, next_)) for one, next_ in between):
            found.update(alike)
    return frozenset(found)


def _listed(blocks: Sequence[Block], spots: Mapping[str, tuple[Spot, ...]]) -> frozenset[int]:
    """Lines of a list that are links from end to end: each is another piece's headline, whatever it says.

    Plans are listed, too, with their prices.
    """
    prices = {one.index for one in spots.get("price", ())}
    lines: dict[int, list[int]] = {}
    for i, block in enumerate(blocks):
        if (
            block.tag == "li"
            and block.words >= HEADLINE_WORDS
            and block.link_chars >= 0.8 * len(block.text)
            and block.hidden is None
        ):
            lines.setdefault(block.container, []).append(i)
    lists = (found for found in lines.values() if len(found) >= MANY_TEASERS and prices.isdisjoint(found))
    return frozenset(i for found in lists for i in found)


def _is_card_head(block: Block) -> bool:
    return block.tag in _HEADLINES and block.words >= 3 and block.link_chars >= 0.8 * len(block.text)


def _zones(page: Observation, article: Article, of_cards: Collection[int]) -> dict[int, Zone]:
    zones: dict[int, Zone] = {}
    blocks = page.blocks
    lead = 0
    for i, block in enumerate(blocks):
        if block.hidden is not None:
            continue
        if block.overlay >= 0:
            zones[i] = Zone.OVERLAY
        elif not article.blocks or i < article.blocks[0]:
            lead += block.words if block.region not in (Region.NAV, Region.FOOTER) else 0
            if lead <= LEAD_WORDS and block.region not in (
                Region.NAV,
                Region.FOOTER,
                Region.RELATED,
                Region.COMMENTS,
            ):
                zones[i] = Zone.LEAD
        elif i < article.end and block.region in (Region.BODY, Region.WALL, Region.WIDGET):
            zones[i] = Zone.ARTICLE
    if article.end >= 0:
        zones[article.end] = Zone.CUT
        _mark_tail(blocks, article, zones)
    headed = bool(article.after) and blocks[article.after[0] - 1].tag == "h1"
    cards = {blocks[i].container for i in article.after if _is_card_head(blocks[i])} - {
        blocks[i].container for i in article.blocks
    }
    for i in article.after:
        free = blocks[i].region not in _ASIDE and blocks[i].overlay < 0 and blocks[i].container not in cards
        # without a text, what follows the headline stands where the text should
        if i in of_cards:
            zones.pop(i, None)
        elif free and (article.end >= 0 or headed or i not in zones):
            zones[i] = Zone.CUT
    _mark_walls(blocks, article, zones)
    for k, frame in enumerate(page.frames):
        if frame.visible and frame.text:
            zones[len(blocks) + k] = Zone.FRAME
    return zones


def _mark_walls(blocks: tuple[Block, ...], article: Article, zones: dict[int, Zone]) -> None:
    """A wall that begins at the cut stands there to its end, however many plans it lists before its small way in."""
    walls = {
        blocks[i].root for i in article.after if blocks[i].region is Region.WALL and zones.get(i) is Zone.CUT
    }
    if walls:
        for i in range(article.after[-1] + 1, min(len(blocks), article.after[-1] + WALL_BLOCKS)):
            block = blocks[i]
            if block.root in walls and block.region is Region.WALL and block.hidden is None:
                zones.setdefault(i, Zone.CUT)


def _mark_tail(blocks: tuple[Block, ...], article: Article, zones: dict[int, Zone]) -> None:
    """What stands between the article's last few words also stands at its cut."""
    words = 0
    for i in range(article.end - 1, -1, -1):
        if i in article.blocks:
            words += blocks[i].words
            if words > min(40, article.words // 4):
                return
        elif zones.get(i) is Zone.ARTICLE:
            zones[i] = Zone.CUT
