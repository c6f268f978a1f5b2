"""An observation as the rules read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from harness.core.rulebook import STANDARD, Rulebook
from harness.language import Spot, Strength, book, spot, spot_title
from harness.language.mojibake import may_need_mending, mended
from harness.language.notices import Notice, hear, own_wordings, understand
from harness.language.phrasebook import own_phrases
from harness.observe.observation import Observation, Payload, Region
from harness.reading.article import Article, find_article
from harness.reading.cut import Cut, find_cuts, hides_rest
from harness.reading.gated import GatedPart, find_gated
from harness.reading.phrases import kinds_of_phrases
from harness.reading.promise import Promise, find_promise
from harness.reading.stop import Stop, find_stops, without_notices

BARE_PAGE, BARE_ARTICLE = 300, 180
"""A page of fewer words, whose text has fewer still, is little else than what it says in a few lines."""

MIN_UNDRAWN = 120
"""Words in the data of scripts from which they are an article's."""

MOST_DRAWN = 100
"""Words of an article that was not drawn: its teaser."""

NEXT_TO_NOTHING = 60
"""A page of fewer words shows no article, whatever it is."""

_CHROME = frozenset({Region.NAV, Region.FOOTER})
_LISTS = _CHROME | {Region.RELATED, Region.COMMENTS}
_ORDER = {Strength.WEAK: 1, Strength.MEDIUM: 2, Strength.STRONG: 3}


class Zone(StrEnum):
    """Where on the page something stands, seen from the article."""

    TITLE = "in the title"
    LEAD = "at the top of the page"
    ARTICLE = "in the article"
    CUT = "where the article should go on"
    OVERLAY = "in what covers the page"
    FRAME = "in a frame"
    ASIDE = "beside the article"


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
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
        gated: the parts that the page's data call gated and the page has.
        bare: the page is little else than a few lines.
        cuts: signs that the text is not all, sure ones first.
        stops: notices where the text should go on, over it or in its place, with what they say.
        rulebook: whose words it was read by.
    """

    page: Observation
    article: Article
    promise: Promise
    spots: Mapping[str, tuple[Spot, ...]]
    title_spots: Mapping[str, tuple[Spot, ...]]
    words: int
    all_words: int
    gated: tuple[GatedPart, ...] = ()
    bare: bool = False
    cuts: tuple[Cut, ...] = ()
    stops: tuple[Stop, ...] = ()
    rulebook: Rulebook = STANDARD

    def understand(self, text: str) -> Notice:
        """What a short text says, by the rulebook's own wordings, too."""
        return understand(text, own_wordings(self.rulebook.wordings))

    def zone(self, index: int) -> Zone:
        """Where the block (or frame) with ``index`` stands."""
        blocks, article = self.page.blocks, self.article
        if index >= len(blocks):
            return Zone.FRAME
        block = blocks[index]
        if block.overlay >= 0:
            return Zone.OVERLAY
        if index in article.after or index == article.end:
            return Zone.CUT
        if article.blocks and article.blocks[0] <= index < article.end:
            return Zone.ARTICLE
        above = not article.blocks or index < article.blocks[0]
        return Zone.LEAD if above and block.region not in _LISTS else Zone.ASIDE

    def at_cut(self, index: int) -> bool:
        """Whether a block stands where the text should go on, over the page, or in a frame."""
        return self.zone(index) in (Zone.CUT, Zone.OVERLAY, Zone.FRAME)

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
    def hides_rest(self) -> bool:
        """Whether a fair part of the article is delivered and not shown."""
        return hides_rest(self.article)

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


def read(page: Observation, rulebook: Rulebook = STANDARD) -> Reading:
    """Read an observation: find the article, whether it is cut, and the notices that say why."""
    page = _mended(page)
    phrases, own = book(rulebook.phrases), own_wordings(rulebook.wordings)

    def ask(text: str) -> Notice:
        return hear(text, own)

    def ask_closely(text: str) -> Notice:
        return understand(text, own)

    spots = _grouped(
        spot(
            [b.text for b in page.blocks] + [f.text if f.visible else "" for f in page.frames],
            page.lang,
            phrases,
        )
    )
    titles = _grouped(spot_title(page.title, page.lang, phrases)) if page.title else {}
    told = kinds_of_phrases(page, spots, own_phrases(rulebook.phrases))
    article = without_notices(ask, ask_closely, page, find_article(page), told)
    promise = find_promise(page)
    gated = find_gated(page, promise.gated) if promise.gated else ()
    seen = [b for b in page.blocks if b.hidden is None]
    words = sum(b.words for b in seen if b.region not in _CHROME)
    bare = article.end < 0 or (words < BARE_PAGE and article.words < BARE_ARTICLE)
    cuts = find_cuts(ask_closely, page, article, promise, gated, spots.get("to_follow", ()))
    return Reading(
        page=page,
        article=article,
        promise=promise,
        spots=spots,
        title_spots=titles,
        words=words,
        all_words=sum(b.words for b in seen),
        gated=gated,
        bare=bare,
        cuts=cuts,
        stops=find_stops(ask, page, article, told, titles, bare=bare, cut=bool(cuts)),
        rulebook=rulebook,
    )


def _mended(page: Observation) -> Observation:
    """The page with text that was decoded twice read as it was meant."""
    title = mended(page.title) if may_need_mending(page.title) else page.title
    if may_need_mending("".join(b.text for b in page.blocks)):
        return replace(page, title=title, blocks=tuple(b._replace(text=mended(b.text)) for b in page.blocks))
    return page if title == page.title else replace(page, title=title)


def _grouped(spots: Iterable[Spot]) -> dict[str, tuple[Spot, ...]]:
    groups: dict[str, list[Spot]] = {}
    for one in spots:
        groups.setdefault(one.cls, []).append(one)
    return {cls: tuple(found) for cls, found in groups.items()}
