"""A link to the site's registration stands at the cut, none to its subscriptions, and the rest is kept back.

An ellipsis is no such sign: writers end so too, and "register" also stands above comments.
"""

from harness.model import State
from harness.rules._addresses import leads_to_registration, leads_to_subscriptions
from harness.rules._cut import (
    body_not_shown,
    clipped_rest,
    faded_end,
    gated_region_empty,
    hides_text,
    promised_more,
)
from harness.rules._walls import opposite
from harness.rules.match import all_of, any_of, phrase, unless
from harness.rules.paywall.paid_account import paid_account
from harness.rules.rule import Rule

RULE = Rule(
    State.REGISTRATION_WALL,
    unless(
        all_of(
            leads_to_registration,
            any_of(clipped_rest, hides_text, faded_end, promised_more, body_not_shown, gated_region_empty),
        ),
        opposite,
        leads_to_subscriptions,
        phrase("paywall"),
        paid_account,
    ),
)
