"""The page is a few words: that the site is down for planned work, in whatever words.

The notice model must be very sure; a page with any text to speak of is not asked, nor is a form.
"""

from harness.core.model import State
from harness.rules._said import said_instead

RULE = said_instead(State.MAINTENANCE)
