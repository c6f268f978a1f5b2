"""Evolok: the element that carries the decision asks for a free account.

Its header widget offers an account on every page, so only the element at the cut counts.
Silent when a subscription is sold as well.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall("ev-engagement", ".ev-paywall-container")
