"""Right after some text stands a notice that names the article and a failure, in whatever words: its rest did not load.

Silent without a text, where it is an error in the article's place, and for videos and comments that failed.
"""

from harness.core.model import State
from harness.rules._notices import LITTLE, failure_of_text, notice
from harness.rules.match import all_of, article_longer_than
from harness.rules.rule import Rule

RULE = Rule(
    State.TRUNCATED,
    all_of(notice("a notice of the article and a failure", failure_of_text), article_longer_than(LITTLE)),
)
