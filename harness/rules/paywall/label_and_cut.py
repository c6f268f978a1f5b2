"""A label above the text calls it the subscribers', and the text itself is cut: hidden, faded, or far too short.

The label stands on full articles as well, for those who are logged in and where it is only a mark; a text that is
shorter than the page says may lack a gallery. Both together are a wall that was taken off with the rest. What the
site's own header sells stands above every text, and is no label.
"""

from harness.core.model import Evidence, State
from harness.language import Strength
from harness.observe.observation import Region
from harness.reading import Reading, Zone
from harness.rules._cut import body_not_shown, clipped_rest, faded_end, hides_text, promised_more
from harness.rules._endings import lone_ellipsis
from harness.rules._walls import opposite
from harness.rules.match import all_of, any_of, ask, see, unless
from harness.rules.rule import Rule

MOST_WORDS = 25

_SITE = frozenset({Region.HEADER, Region.NAV})


@ask("a label above the text, outside the site's header, calls it the subscribers'")
def label(reading: Reading) -> tuple[Evidence, ...]:
    for spot, zone in reading.find("paywall", at=(Zone.LEAD,), strength=Strength.MEDIUM):
        block = reading.page.blocks[spot.index]
        if block.region not in _SITE and block.words <= MOST_WORDS:
            return see(zone.value, block.text, spot.index, spot.start)
    return ()


RULE = Rule(
    State.PAYWALL,
    unless(
        all_of(
            label,
            any_of(lone_ellipsis, clipped_rest, hides_text, faded_end, promised_more, body_not_shown),
        ),
        opposite,
    ),
)
