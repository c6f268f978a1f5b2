"""A link to the site's registration stands at the cut, none to its subscriptions, and the rest is kept back.

An ellipsis is no such sign: writers end so too, and "register" also stands above comments.
"""

from harness.core.model import State
from harness.rules._addresses import leads_to_registration, leads_to_subscriptions
from harness.rules._cut import rest_kept_back
from harness.rules._walls import opposite
from harness.rules.match import all_of, phrase, unless
from harness.rules.paywall.paid_account import paid_account
from harness.rules.rule import Rule

RULE = Rule(
    State.REGISTRATION_WALL,
    unless(
        all_of(
            leads_to_registration,
            rest_kept_back,
        ),
        opposite,
        leads_to_subscriptions,
        phrase("paywall"),
        paid_account,
    ),
)
