"""A notice right after the text names the article and a failure, in whatever words.

Silent for videos and comments that failed, and for offers to report a mistake in the text.
"""

from harness.core.model import State
from harness.rules._notices import failure_of_text, notice
from harness.rules.rule import Rule

RULE = Rule(State.APP_ERROR, notice("a notice of the article and a failure", failure_of_text), beside=True)
