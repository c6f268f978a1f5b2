"""Right after a text that is cut stands a notice that asks to switch the ad blocker off, in whatever words.

The notice model is asked only there: beside a whole text such a notice is the site's own advertising.
"""

from harness.core.model import State
from harness.rules._said import said_at_cut

RULE = said_at_cut(State.ADBLOCK_WALL)
