"""An account is offered at the cut in general words, and the text itself is cut."""

from harness.core.model import State
from harness.rules._cut import account, cut_or_kept_back
from harness.rules._walls import opposite
from harness.rules.match import AT_CUT, all_of, any_of, phrase, unless
from harness.rules.paywall.paid_account import paid_account
from harness.rules.rule import Rule

RULE = Rule(
    State.REGISTRATION_WALL,
    unless(
        all_of(
            # "get the app" is in every footer: of apps only the demand to read on there counts
            any_of(account, phrase("app_only", at=AT_CUT)),
            cut_or_kept_back,
        ),
        opposite,
        phrase("paywall"),
        paid_account,
    ),
)
