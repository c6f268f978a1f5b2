"""Where the article should go on stands a link to the rest: "continue reading", "read the full story".

"Read more" also leads to other articles, and opens folded text that is there: the phrase must be a strong one
and stand at the very end of the text, not in a related list.
"""

from harness.core.model import State
from harness.rules._cut import reads_on
from harness.rules.rule import Rule

RULE = Rule(State.TRUNCATED, reads_on)
