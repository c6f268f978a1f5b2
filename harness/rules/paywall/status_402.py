"""HTTP 402: payment required, whatever the body is: a page, the JSON of a payment protocol, or nothing.

The price is told by the protocols' own rules: ``paywall/crawler_price``, ``paywall/x402``, ``paywall/l402``.
"""

from harness.core.model import State
from harness.rules.match import status
from harness.rules.rule import Rule

RULE = Rule(State.PAYWALL, status(402))
