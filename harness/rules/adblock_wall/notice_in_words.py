"""A notice where the article should go on names it and speaks of an ad blocker, in whatever words.

Silent for players and for favours asked below whole texts that do not name the article.
"""

from harness.core.model import State
from harness.rules._notices import notice
from harness.rules.rule import Rule

RULE = Rule(
    State.ADBLOCK_WALL,
    notice("a notice of an ad blocker and the article", lambda one: one.names and "ads" in one.says),
)
