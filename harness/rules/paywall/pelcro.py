"""Pelcro: its modal is open over the page.

``#pelcro-app`` is mounted on every page and the script runs for everybody; an open modal adds ``pelcro-
prefix-show``.
Silent for the closed modal and for its newsletter form.
"""

from harness.rules.vendors import paywall

RULE = paywall(
    ".pelcro-modal-overlay",
    ".pelcro-prefix-modal.pelcro-prefix-show",
    '.pelcro-modal[role="dialog"]',
    "#pelcro-app",
)
