"""A few words are all there is, and they say that one must pay to read on.

The text itself is missing altogether: scrapers hand on such notices as articles, and servers send them in place
of one. Silent where an article stands beside it, and on pages that only sell: they speak of plans and prices,
not of reading on.
"""

from harness.core.model import State
from harness.reading import Zone
from harness.rules._walls import demand, opposite
from harness.rules.match import all_of, any_of, article_shorter_than, page_shorter_than, phrase, unless
from harness.rules.rule import Rule

RULE = Rule(
    State.PAYWALL,
    unless(
        all_of(
            page_shorter_than(100),
            article_shorter_than(40),
            any_of(phrase("paywall", at=(Zone.LEAD,)), demand(account=False, at=(Zone.LEAD,))),
        ),
        opposite,
    ),
)
