"""Right after a text that is cut a notice says that the rest is elsewhere, or that this is an excerpt, in whatever words.

The notice model is asked only there: beside a whole text such a notice is the site's own advertising.
"""

from harness.core.model import State
from harness.rules._said import said_at_cut

RULE = said_at_cut(State.TRUNCATED)
