"""StackPath's firewall blocked the request.

The sentence resembles other vendors'; both halves are StackPath's.
Silent for one of them in text.
"""

from harness.rules.vendors import challenge, says

RULE = challenge(
    says(
        "is using a security service for protection against online attacks",
        "an action has triggered the service and blocked your request",
    )
)
