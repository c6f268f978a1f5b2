"""A link to the site's subscriptions stands at the cut, and the text itself is cut, whatever the words say.

Walls speak every language; their addresses hardly do. Neither the link nor the cut decides alone, nor does a
short text that is called locked: briefs are, too.
"""

from harness.core.model import State
from harness.rules._addresses import leads_to_subscriptions
from harness.rules._cut import cut_or_kept_back
from harness.rules._walls import opposite
from harness.rules.match import all_of, unless
from harness.rules.rule import Rule

RULE = Rule(
    State.PAYWALL,
    unless(all_of(leads_to_subscriptions, cut_or_kept_back), opposite),
)
