"""An article's address was sent to the site's offers.

The address says so in a whole word of its path, in whatever language the page speaks. Silent where an article came
all the same, and where the offers themselves were asked for.
"""

from harness.core.model import State
from harness.rules._sent import SUBSCRIBE, sent_to
from harness.rules.rule import Rule

RULE = Rule(State.PAYWALL, sent_to(SUBSCRIBE, "a page of subscriptions"))
