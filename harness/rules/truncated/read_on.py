"""Where the article should go on stands a link to the rest: "continue reading", "read the full story".

"Read more" also leads to other articles, and opens folded text that is there: the phrase must be a strong one
and stand at the very end of the text, not in a related list.
"""

from harness.core.model import State
from harness.rules._cut import cut_or_kept_back, reads_on, reads_on_here
from harness.rules.match import all_of, any_of, article_shorter_than
from harness.rules.rule import Rule

TEASER = 350
"""Words of a text from which such a link, where nothing else says that the text is cut, leads to another one."""

RULE = Rule(
    State.TRUNCATED,
    all_of(reads_on, any_of(article_shorter_than(TEASER), cut_or_kept_back, reads_on_here)),
)
