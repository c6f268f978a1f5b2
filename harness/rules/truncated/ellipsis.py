"""The last paragraph breaks off in an ellipsis that is the site's.

Real articles end in dots too: a quotation, a cliff-hanger, a caption. So the dots count where they are the only
ones in the article (who ends on dots likes them elsewhere too), or where something else says "excerpt": a label,
a link to read on, a promise of more words, or a description that the text repeats.
"""

from harness.core.model import State
from harness.rules._cut import promised_more, reads_on, says_excerpt, teaser_only
from harness.rules._endings import ellipsis, lone_ellipsis
from harness.rules.match import all_of, any_of
from harness.rules.rule import Rule

RULE = Rule(
    State.TRUNCATED,
    all_of(ellipsis, any_of(lone_ellipsis, says_excerpt, reads_on, promised_more, teaser_only)),
)
