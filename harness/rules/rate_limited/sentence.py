"""The page is little more than "too many requests" in one of its languages.

Silent where an article stands: news report on outages and limits.
"""

from harness.core.model import State
from harness.reading import Zone
from harness.rules.match import all_of, any_of, page_shorter_than, phrase, title
from harness.rules.rule import Rule

RULE = Rule(
    State.RATE_LIMITED,
    all_of(
        any_of(title("rate_limited"), phrase("rate_limited", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE))),
        page_shorter_than(140),
    ),
)
