"""HTTP 402: payment required."""

from harness.core.model import State
from harness.rules.match import status
from harness.rules.rule import Rule

RULE = Rule(State.PAYWALL, status(402))
