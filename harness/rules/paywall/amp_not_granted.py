"""An AMP page shows the section for readers without access, and hides the one with the text."""

from harness.core.model import State
from harness.rules.match import visible
from harness.rules.rule import Rule

RULE = Rule(State.PAYWALL, visible('[subscriptions-section="content-not-granted"]', min_words=5))
