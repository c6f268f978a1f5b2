"""Evolok: the element that carries the decision was filled with an offer.

``<ev-engagement>`` stands empty in the template; widgets for sign-in stand in the header of every page.
Silent while it is empty or holds a sign-in link only.
"""

from harness.rules.vendors import paywall

RULE = paywall("ev-engagement", ".ev-paywall-container", '[class^="ev-open-modal-paywall"]')
