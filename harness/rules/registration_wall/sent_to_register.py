"""An article's address was sent to the site's page for new accounts.

The address says so in a whole word of its path, in whatever language the page speaks. Silent where an article came
all the same, and where that page itself was asked for.
"""

from harness.core.model import State
from harness.rules._sent import REGISTER, sent_to
from harness.rules.rule import Rule

RULE = Rule(State.REGISTRATION_WALL, sent_to(REGISTER, "a page for new accounts"))
