"""The text stops in the middle of a sentence, and the application's error sentence stands where it should go on.

An error sentence below a text that is whole is a widget's, and a text without a full stop may be a caption: both
together say that the rest did not load.
"""

from harness.core.model import State
from harness.rules._endings import error_at_cut
from harness.rules.rule import Rule

RULE = Rule(State.TRUNCATED, error_at_cut)
