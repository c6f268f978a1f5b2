"""plenigo: its paywall box stands after the teaser.

The script also runs log-in and shop.
Silent for those.
"""

from harness.rules.vendors import paywall

RULE = paywall(".plenigo-paywall")
