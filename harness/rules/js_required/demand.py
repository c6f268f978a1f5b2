"""The page says that scripts must be on, and there is no main text.

Every application carries that sentence in ``noscript``; it is a demand only where nothing else is.
"""

from harness.core.model import State
from harness.reading import Zone
from harness.rules._names import of_part
from harness.rules.match import all_of, article_shorter_than, page_shorter_than, phrase
from harness.rules.rule import Rule

RULE = Rule(
    State.JS_REQUIRED,
    all_of(
        phrase("js_required", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE, Zone.ASIDE, Zone.OVERLAY), skip=of_part),
        article_shorter_than(60),
        page_shorter_than(200),
    ),
)
