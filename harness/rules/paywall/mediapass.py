"""MediaPass: its in-page offer or overlay stands over the teaser.

The script is on all pages for its meter.
Silent while it shows nothing.
"""

from harness.rules.vendors import paywall

RULE = paywall(".mpinpage", "#mp_overlay", ".mpteaser")
