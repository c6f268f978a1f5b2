"""The page itself calls the text an excerpt, above it or at its end.

The label must be short and stand by itself: an article may speak of excerpts. It counts with an end that is
cut, or a short text; labelled excerpts of books run to their natural end.
"""

from harness.core.model import State
from harness.rules._cut import promised_more, says_excerpt
from harness.rules._endings import ellipsis, open_end
from harness.rules.match import all_of, any_of, article_shorter_than
from harness.rules.rule import Rule

RULE = Rule(
    State.TRUNCATED,
    all_of(says_excerpt, any_of(ellipsis, open_end, promised_more, article_shorter_than(120))),
)
