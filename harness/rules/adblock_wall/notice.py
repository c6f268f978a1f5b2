"""A demand to switch the ad blocker off stands beside or over an article that is there."""

from harness.core.model import State
from harness.reading import Zone
from harness.rules.match import phrase
from harness.rules.rule import Rule

RULE = Rule(
    State.ADBLOCK_WALL,
    phrase("adblock_wall", at=(Zone.LEAD, Zone.CUT, Zone.OVERLAY, Zone.ASIDE), max_words=80),
    beside=True,
)
