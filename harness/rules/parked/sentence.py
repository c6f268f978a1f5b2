"""The page offers its own domain for sale, or is a host's default page.

"Buy this domain" in an advertisement beside an article does not count: the page must be little more.
"""

from harness.core.model import State
from harness.reading import Zone
from harness.rules.match import all_of, any_of, page_shorter_than, phrase, title
from harness.rules.rule import Rule

RULE = Rule(
    State.PARKED,
    all_of(
        any_of(title("parked"), phrase("parked", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE, Zone.ASIDE))),
        page_shorter_than(300),
    ),
)
