"""contentpass offers reading without advertising, or consent.

Its script also signs subscribers in, without a dialog.
Silent then.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".privacy-cp-wall", ".privacy-cp-wall__wrapper_cmp")
