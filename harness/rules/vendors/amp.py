"""AMP: what its runtime shows to readers without access."""

from harness.core.model import State
from harness.rules.match import visible
from harness.rules.rule import Rule
from harness.rules.vendor import paywall

RULES = {
    "paywall/amp_access": paywall(
        '[amp-access^="NOT "]', '[amp-access="authorized!=true"]', "amp-subscriptions-dialog", doc="""
        AMP access: the section for readers without access is shown.
        Both sections are in the document; the runtime marks the one that does not apply with ``amp-access-hide``. Silent
        while it is hidden, and for sections that only greet."""),
    "paywall/amp_not_granted": Rule(
        State.PAYWALL, visible('[subscriptions-section="content-not-granted"]', min_words=5), doc="""
        An AMP page shows the section for readers without access, and hides the one with the text."""),
}  # fmt: skip
