"""Where the article should go on, "read on" stands beside a price or a subscription offer.

Either alone is on half of all pages: the link leads to another article, the offer is an advertisement. Both in
one notice right after the text are a wall, in whatever words.
"""

from harness.core.model import State
from harness.rules._walls import demand, opposite, runs_to_its_end
from harness.rules.match import unless
from harness.rules.rule import Rule

RULE = Rule(State.PAYWALL, unless(demand(account=False), opposite, runs_to_its_end))
