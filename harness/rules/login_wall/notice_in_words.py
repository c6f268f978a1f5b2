"""A notice where the article should go on speaks of reading it and of signing in, in whatever words.

Silent where it offers an account or a subscription, which are the nearer reason.
"""

from harness.core.model import State
from harness.rules._notices import notice
from harness.rules._walls import opposite, runs_to_its_end
from harness.rules.match import unless
from harness.rules.rule import Rule

RULE = Rule(
    State.LOGIN_WALL,
    unless(
        notice(
            "a notice of reading the article after signing in",
            lambda one: (
                one.onward and "login" in one.says and one.says.isdisjoint(("money", "account", "guard"))
            ),
        ),
        opposite,
        runs_to_its_end,
    ),
)
