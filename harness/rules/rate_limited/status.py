"""HTTP 429: the server says that too many requests came.

Bot defences answer 429 with a challenge page too; then ``blocked`` has its own evidence and stands in ``also``.
"""

from harness.core.model import State
from harness.rules.match import status
from harness.rules.rule import Rule

RULE = Rule(State.RATE_LIMITED, status(429))
