"""A link to the site's subscriptions stands at the cut, and the text itself is cut, whatever the words say.

Walls speak every language; their addresses hardly do. Neither the link nor the cut decides alone, nor does a
short text that is called locked: briefs are, too.
"""

from harness.model import State
from harness.rules._addresses import leads_to_subscriptions
from harness.rules._cut import (
    body_not_shown,
    clipped_rest,
    ellipsis,
    faded_end,
    gated_region_empty,
    hides_text,
    promised_more,
)
from harness.rules._walls import opposite
from harness.rules.match import all_of, any_of, unless
from harness.rules.rule import Rule

RULE = Rule(
    State.PAYWALL,
    unless(
        all_of(
            leads_to_subscriptions,
            any_of(
                ellipsis,
                clipped_rest,
                hides_text,
                faded_end,
                promised_more,
                body_not_shown,
                gated_region_empty,
            ),
        ),
        opposite,
    ),
)
