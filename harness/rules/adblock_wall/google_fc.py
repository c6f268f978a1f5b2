"""Google Funding Choices: its ad-blocker message covers the page.

The same script asks for consent on most European sites; the ad-blocker message has a root of its own.
Silent while it is not shown, and where it can be closed over a readable article (the article is complete
then).
"""

from harness.core.model import State
from harness.rules.match import all_of, article_shorter_than, visible
from harness.rules.rule import Rule

RULE = Rule(
    State.ADBLOCK_WALL,
    all_of(visible(".fc-ab-root", ".fc-ab-dialog", min_words=5), article_shorter_than(120)),
)
