"""Fewcents: its pay-per-article box stands at the cut.

The script is on all pages of the site.
Silent while nothing is drawn.
"""

from harness.rules.vendors import paywall

RULE = paywall("#fewcents-paywall")
