"""The page says that the free articles are used up, where the article should go on or over it.

"You have 2 free articles left" beside a full article is a meter that is still open.
"""

from harness.core.model import State
from harness.rules.match import phrase
from harness.rules.rule import Rule

RULE = Rule(State.PAYWALL, phrase("meter_used"))
