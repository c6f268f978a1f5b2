"""The last paragraph breaks off in an ellipsis, and nothing else says whether it is the site's.

Circumstantial: one real article in sixty ends that way by itself.
"""

from harness.core.model import State
from harness.rules._endings import ellipsis
from harness.rules.rule import Rule

RULE = Rule(State.TRUNCATED, ellipsis, decisive=False)
