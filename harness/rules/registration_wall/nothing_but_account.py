"""A few words are all there is, and they ask for a free account, an e-mail address or an app to read on.

The text itself is missing altogether. Silent where an article stands beside it, where money is asked for, and on
sign-up forms that do not speak of reading.
"""

from harness.core.model import State
from harness.reading import Zone
from harness.rules._walls import demand, opposite
from harness.rules.match import all_of, any_of, article_shorter_than, page_shorter_than, phrase, unless
from harness.rules.rule import Rule

LEAD = (Zone.LEAD,)

RULE = Rule(
    State.REGISTRATION_WALL,
    unless(
        all_of(
            page_shorter_than(100),
            article_shorter_than(40),
            any_of(phrase("registration", "app_only", at=LEAD), demand(account=True, at=LEAD)),
        ),
        opposite,
        phrase("paywall", "price", at=tuple(Zone)),
    ),
)
