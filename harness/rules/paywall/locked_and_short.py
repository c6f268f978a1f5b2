"""Tags call the article locked, the region with the rest is hidden or empty, and little text is seen.

``isAccessibleForFree: false`` alone decides nothing: most real pages that carry it hold the whole text. Where the
server keeps the rest back and a script draws the offer, the offer's empty box stands right below the short text.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules._cut import gated_region_empty, hides_text, little_text, promised_more
from harness.rules._walls import WALL_ELEMENTS, locked
from harness.rules.match import all_of, any_of, hits, see
from harness.rules.rule import Matcher, Rule

BELOW = 3
"""Blocks below the end of the text in which the wall's box stands."""


def _box(reading: Reading) -> tuple[Evidence, ...]:
    end = reading.article.end
    for selector, hit in hits(reading, WALL_ELEMENTS):
        if end >= 0 and hit.words == 0 and hit.filled and end < hit.block <= end + BELOW:
            return see(f"undrawn {selector} below the text")
    return ()


undrawn_wall = Matcher(_box, WALL_ELEMENTS, asks="a wall's box that is not drawn stands right below the text")

RULE = Rule(
    State.PAYWALL,
    all_of(
        locked,
        any_of(all_of(any_of(gated_region_empty, undrawn_wall), little_text), hides_text, promised_more),
    ),
)
