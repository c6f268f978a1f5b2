"""A notice where the article should go on speaks of reading it and of money, in whatever words.

"Subscribe" stands below half of all texts; here the same two lines must speak of this article or its rest. Silent
for newsletters, comments, videos, events, for free accounts, and below long texts that do not break off.
"""

from harness.core.model import State
from harness.rules._notices import notice
from harness.rules._walls import opposite, runs_to_its_end
from harness.rules.match import unless
from harness.rules.rule import Rule

RULE = Rule(
    State.PAYWALL,
    unless(
        notice(
            "a notice of reading the article for money",
            lambda one: one.onward and "money" in one.says and not {"free", "account"} <= one.says,
        ),
        opposite,
        runs_to_its_end,
    ),
)
