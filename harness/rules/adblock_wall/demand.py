"""A demand to switch the ad blocker off stands instead of the text or covers it.

Many sites ship the sentence in every page and show it by script: it must be seen, and there must be no article.
"""

from harness.core.model import State
from harness.reading import Zone
from harness.rules._names import of_part
from harness.rules.match import all_of, article_shorter_than, phrase
from harness.rules.rule import Rule

RULE = Rule(
    State.ADBLOCK_WALL,
    all_of(
        phrase("adblock_wall", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE, Zone.OVERLAY), skip=of_part),
        article_shorter_than(90),
    ),
)
