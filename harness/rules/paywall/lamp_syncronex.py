"""Syncronex and its kin (local papers): the subscription modal is up.

The access script counts on all pages.
Silent while the modal is closed.
"""

from harness.rules.vendors import paywall

RULE = paywall("#lee-subscription-modal", ".lee-paywall", "#access-offers-modal")
