"""The page is a few words: that a server or database failed, in whatever words.

The notice model must be very sure; a page with any text to speak of is not asked, nor is a form.
"""

from harness.core.model import State
from harness.rules._said import said_instead

RULE = said_instead(State.SERVER_ERROR)
