"""Tags call the article locked, little text is seen, and a wall's box that no script has drawn stands right below it.

``isAccessibleForFree: false`` alone decides nothing: most real pages that carry it hold the whole text. Where the
server keeps the rest back and a script draws the offer, the offer's empty box stands right below the short text.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules._walls import WALL_ELEMENTS, locked
from harness.rules.match import all_of, article_shorter_than, hits, see
from harness.rules.rule import Matcher, Rule

BELOW = 3
"""Blocks below the end of the text in which the wall's box stands."""

LITTLE = 150
"""Words of a text that is too short for an article which is locked."""


def _box(reading: Reading) -> tuple[Evidence, ...]:
    end = reading.article.end
    for selector, hit in hits(reading, WALL_ELEMENTS):
        if end >= 0 and hit.words == 0 and hit.filled and end < hit.block <= end + BELOW:
            return see(f"undrawn {selector} below the text")
    return ()


undrawn_wall = Matcher(_box, WALL_ELEMENTS, asks="a wall's box that is not drawn stands right below the text")

RULE = Rule(State.PAYWALL, all_of(locked, undrawn_wall, article_shorter_than(LITTLE)))
