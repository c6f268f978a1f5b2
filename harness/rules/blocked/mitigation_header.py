"""A header states that a bot defence acted on this very request.

``cf-ray``, ``x-datadome`` and the vendors' cookies only say that a vendor is present: half the web has them.
"""

from harness.core.model import State
from harness.rules.match import any_of, header
from harness.rules.rule import Rule

RULE = Rule(
    State.BLOCKED,
    any_of(
        header("cf-mitigated", "challenge|block"),
        header("x-amzn-waf-action", "."),
        header("x-vercel-mitigated", "."),
        header("x-sucuri-block", "."),
    ),
)
