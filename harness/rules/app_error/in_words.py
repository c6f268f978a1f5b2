"""A notice names the article and a failure, in whatever words, where the article should stand.

Silent for videos and comments that failed, and for texts of any length above it.
"""

from harness.core.model import State
from harness.rules._notices import LITTLE, failure_of_text, notice
from harness.rules.match import all_of, article_shorter_than
from harness.rules.rule import Rule

RULE = Rule(
    State.APP_ERROR,
    all_of(notice("a notice of the article and a failure", failure_of_text), article_shorter_than(LITTLE)),
)
