"""A demand to switch the ad blocker off stands right below the headline, and no paragraph of a text follows it.

Wherever prose stands further down (legal lines, other stories, a list of links), it is not what the headline is about.
Silent where the text begins within a few blocks: there it is a notice above it.
"""

from harness.core.model import Evidence, State
from harness.language import Strength
from harness.observe.observation import Region
from harness.reading import Reading
from harness.reading.quotes import quoted
from harness.rules.match import ask, see
from harness.rules.rule import Rule

ABOVE, BELOW = 6, 8
"""Seen blocks in which the headline stands above the demand, and in which the text begins below it."""

MOST_WORDS = 60
PROSE = 20
_PLACES = frozenset({Region.BODY, Region.WALL, Region.WIDGET})


@ask("an ad blocker's demand right below the headline, and no paragraph near it")
def look(reading: Reading) -> tuple[Evidence, ...]:
    blocks = reading.page.blocks
    for spot, zone in reading.find("adblock_wall", strength=Strength.STRONG):
        i = spot.index
        if i >= len(blocks) or blocks[i].words > MOST_WORDS or blocks[i].region not in _PLACES:
            continue
        if quoted(blocks[i], spot):
            continue
        above = [b for b in blocks[max(0, i - 40) : i] if b.text][-ABOVE:]
        below = [b for b in blocks[i + 1 : i + 41] if b.text][:BELOW]
        headed = any(b.tag == "h1" and b.words >= 2 for b in above)
        prose = [b for b in (*above, *below) if b.words >= PROSE and b.link_chars < 0.5 * len(b.text)]
        if headed and not prose:
            return see(zone.value, blocks[i].text, i, spot.start)
    return ()


RULE = Rule(State.ADBLOCK_WALL, look)
