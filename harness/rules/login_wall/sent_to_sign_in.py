"""An article's address was sent to the site's sign-in page.

The address says so in a whole word of its path, in whatever language the page speaks. Silent where an article came
all the same, and where the sign-in page itself was asked for.
"""

from harness.core.model import State
from harness.rules._sent import SIGN_IN, sent_to
from harness.rules.rule import Rule

RULE = Rule(State.LOGIN_WALL, sent_to(SIGN_IN, "a sign-in page"))
