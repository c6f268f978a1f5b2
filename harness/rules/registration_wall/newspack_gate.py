"""Newspack: the content gate asks for a free account.

The gate is printed for everybody and hidden while the meter is open.
Silent when the gate sells a membership.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall(
    ".newspack-memberships__inline-gate",
    '.newspack-memberships__overlay-gate[data-visible="true"]',
    ".newspack-content-gate__inline-gate",
)
