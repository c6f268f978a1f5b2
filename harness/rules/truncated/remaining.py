"""The page says how much is left: "54% of the article left", "残り1234文字", "本文共计1561字".

Counts where the article should go on.
"""

from harness.core.model import State
from harness.rules.match import phrase
from harness.rules.rule import Rule

RULE = Rule(State.TRUNCATED, phrase("remaining"))
