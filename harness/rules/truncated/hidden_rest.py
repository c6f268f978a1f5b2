"""The rest of the article is in the page, clipped, blurred or covered, and nobody asks for anything.

A folded text that a button opens is there for the reader, and template copies of the text are hidden twice:
only text of the same container that is clipped, blurred or covered after a visible beginning counts.
"""

from harness.core.model import State
from harness.rules._cut import account, clipped_rest, offer
from harness.rules.match import unless
from harness.rules.rule import Rule

RULE = Rule(State.TRUNCATED, unless(clipped_rest, offer, account))
