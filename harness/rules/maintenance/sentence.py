"""The page says that it is down on purpose: "scheduled maintenance", "back soon".

Silent where an article stands: news report on downtimes too.
"""

from harness.core.model import State
from harness.reading import Zone
from harness.rules.match import all_of, any_of, page_shorter_than, phrase, title
from harness.rules.rule import Rule

RULE = Rule(
    State.MAINTENANCE,
    all_of(
        any_of(title("maintenance"), phrase("maintenance", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE))),
        page_shorter_than(160),
    ),
)
