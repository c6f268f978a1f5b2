"""A subscription is offered on the page; beside a full article that is selling, no wall.

Shops and products have prices and say "members only" as well: a price counts beside words of subscribing, on a page
that dates or signs an article; what its own paragraphs say, and the buttons of header, menu and footer, do not.
"""

from harness.core.model import Evidence, Note
from harness.language import Strength
from harness.observe.observation import Region
from harness.reading import Reading
from harness.reading.quotes import quoted
from harness.rules._kinds import dated_or_signed
from harness.rules.match import ask, see
from harness.rules.rule import Rule

NEAR = 4
"""Blocks around a price in which a subscription is spoken of."""

MOST_WORDS = 90

_CHROME = frozenset({Region.NAV, Region.FOOTER, Region.HEADER})


@ask("words of subscribing, or a price beside them, outside the article's paragraphs")
def look(reading: Reading) -> tuple[Evidence, ...]:
    if not (reading.promise.article or dated_or_signed(reading)):
        return ()
    blocks = reading.page.blocks
    mine = frozenset(reading.article.blocks)
    selling = {spot.index for cls in ("paywall", "offer") for spot in reading.spots.get(cls, ())}
    for cls, least in (("paywall", Strength.MEDIUM), ("price", Strength.MEDIUM), ("offer", Strength.MEDIUM)):
        for spot, zone in reading.find(cls, strength=least):
            i = spot.index
            if i < len(blocks) and (i in mine or blocks[i].words > MOST_WORDS or quoted(blocks[i], spot)):
                continue
            if i < len(blocks) and blocks[i].region in _CHROME:
                continue
            if cls == "price" and not any(abs(i - other) <= NEAR for other in selling):
                continue
            return see(zone.value, reading.text(i), i, spot.start)
    return ()


RULE = Rule(Note.PAYWALL_OFFER, look, beside=True)
