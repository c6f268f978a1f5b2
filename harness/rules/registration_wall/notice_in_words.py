"""A notice where the article should go on speaks of reading it and of an account, in whatever words.

Silent where it speaks of money and does not call the account free, for newsletters and comments, and below long
texts that do not break off.
"""

from harness.core.model import State
from harness.reading.notices import Notice
from harness.rules._notices import notice
from harness.rules._walls import opposite, runs_to_its_end
from harness.rules.match import unless
from harness.rules.rule import Rule


def asks_for_account(one: Notice) -> bool:
    """Whether a notice speaks of reading on with an account that costs nothing, as far as it says."""
    if not one.onward:
        return False
    if "free" in one.says:
        return not one.says.isdisjoint(("account", "address"))
    return "account" in one.says and "money" not in one.says


RULE = Rule(
    State.REGISTRATION_WALL,
    unless(
        notice(
            "a notice of reading the article with an account",
            asks_for_account,
        ),
        opposite,
        runs_to_its_end,
    ),
)
