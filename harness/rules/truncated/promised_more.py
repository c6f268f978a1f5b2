"""The page's data promise far more words than a reader sees.

``wordCount`` lies at times (characters, tags, other articles' text), so it decides only together with an end
that is cut, or where it is thrice what is shown and cannot mean characters; a body in the data that is mostly
not shown decides by itself.
"""

from harness.core.model import State
from harness.rules._cut import body_not_shown, faded_end, promised_more, promised_thrice
from harness.rules._endings import ellipsis, open_end
from harness.rules.match import all_of, any_of
from harness.rules.rule import Rule

RULE = Rule(
    State.TRUNCATED,
    any_of(body_not_shown, promised_thrice, all_of(promised_more, any_of(ellipsis, open_end, faded_end))),
)
