"""BLOX (TownNews): the offer for the locked part of the story is shown.

``.subscriber-only`` blocks are on pages of subscribers too, and "subscriber preview" is the readable part; an
encrypted part is told by rule paywall/scrambled.
Silent for the encrypted blocks alone.
"""

from harness.rules.vendors import paywall

RULE = paywall(".subscription-required", "#access-offers-modal.in", "#redacted-content .redacted-overlay")
