"""The page's data promise far more words than a reader sees, and nothing else says that the text is cut."""

from harness.core.model import State
from harness.rules._cut import promised_more
from harness.rules.rule import Rule

RULE = Rule(State.TRUNCATED, promised_more, decisive=False)
