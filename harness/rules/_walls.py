"""Looks that wall rules share."""

from __future__ import annotations

import re

from harness.core.model import Evidence
from harness.language import Strength
from harness.reading import Ending, Reading, Zone
from harness.rules.match import AT_CUT, ask, hits, phrase, see
from harness.rules.rule import Matcher, needed

WALL_ELEMENTS = (
    "#paywall",
    ".paywall",
    '[class*="paywall" i]',
    '[id*="paywall" i]',
    '[data-testid*="paywall" i]',
    '[class*="regwall" i]',
    '[class*="registration-wall" i]',
    '[class*="login-wall" i]',
    '[class*="content-gate" i]',
    '[class*="article-gate" i]',
    '[class*="subscriber-wall" i]',
    '[class*="premium-wall" i]',
    '[class*="subscription-wall" i]',
    "#subscription-barrier",
    '[class*="roadblock" i]',
    ".members-only",
    ".subscription-required",
    ".locked-content",
    '[class*="gated-content" i]',
    '[class*="paid-content" i]',
)
"""Elements that walls are commonly made of, whoever makes them."""

MAX_WALL_WORDS = 260
_LOCKED = re.compile(
    r"^(?:locked|premium|paid|subscriber|subscribers|plus|metered-locked|abo|exclusive)$", re.I
)

opposite = phrase("opposite", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE, Zone.OVERLAY), strength=Strength.MEDIUM)
"""Wording that says that today, or by a gift, all may read."""


@ask("the article runs to its natural end as long as promised")
def runs_to_its_end(reading: Reading) -> tuple[Evidence, ...]:
    article, promise = reading.article, reading.promise
    if reading.cut or article.ending is not Ending.SENTENCE or promise.words is None or _covered(reading):
        return ()
    if article.words >= 0.9 * promise.words and article.words >= 250:
        return see("words shown", f"{article.words} of {promise.words} promised")
    return ()


def _covered(reading: Reading) -> bool:
    """Whether a demand that cannot be closed lies over the page: how long the text under it is does not matter."""
    for spot, _ in reading.find("paywall", "registration", at=(Zone.OVERLAY,), strength=Strength.MEDIUM):
        overlay = reading.page.overlays[reading.page.blocks[spot.index].overlay]
        if not overlay.dismissible:
            return True
    return False


@ask("tags or data call the article locked")
def locked(reading: Reading) -> tuple[Evidence, ...]:
    promise = reading.promise
    if _LOCKED.match(promise.tier):
        return see("meta article:content_tier", promise.tier)
    if promise.free is False:
        return see("structured data", "isAccessibleForFree: false")
    return ()


def demand(account: bool, at: tuple[Zone, ...] = AT_CUT) -> Matcher:
    """A notice that speaks of reading on, beside a price or offer (or, ``account``, an account).

    Args:
        account: it asks for an account, and not for money.
        at: the zones in which it may stand.
    """

    def look(reading: Reading) -> tuple[Evidence, ...]:
        priced = {s.index for cls in ("price", "paywall") for s in reading.spots.get(cls, ())}
        for index, pair in reading.pairs.items():
            paid = index in priced or pair.partner in priced
            if (pair.account and not paid) is account and reading.zone(index) in at:
                return see(reading.zone(index).value, reading.text(index), index) + see(
                    "beside it", reading.text(pair.partner), pair.partner
                )
        return ()

    return Matcher(
        look, asks="'read on' beside an account" if account else "'read on' beside a price or offer"
    )


_COMMENTING = re.compile(r"comment|kommentar|coment[aá]r|reacties|komentar|コメント|评论|評論|댓글", re.I)


def wall_at_cut(selectors: tuple[str, ...], *classes: str) -> Matcher:
    """A visible element of ``selectors`` at the cut, short, with a phrase of ``classes`` in it."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        article = reading.article
        for selector, hit in hits(reading, selectors):
            if not hit.visible or not hit.text or hit.words > MAX_WALL_WORDS or _COMMENTING.search(hit.text):
                continue
            around = reading.page.blocks[max(0, hit.block - 4) : hit.block + 4]
            if any(_COMMENTING.search(b.text) for b in around if b.words <= 12):
                continue
            if hit.block <= article.end and reading.zone(hit.block) not in AT_CUT:
                continue
            if article.end >= 0 and hit.block > article.end + 10 and reading.zone(hit.block) not in AT_CUT:
                continue
            for spot, _ in reading.find(*classes, strength=Strength.MEDIUM):
                if (
                    hit.block <= spot.index < hit.block + 40
                    and reading.text(spot.index)[:80] in hit.text[:300]
                ):
                    return see(f"visible {selector}", hit.text, hit.block)
        return ()

    return Matcher(
        look,
        selectors,
        asks=f"a wall element at the cut with words of {', '.join(classes)}",
        needs=needed("hit", selectors),
    )
