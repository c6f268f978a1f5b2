"""Hadrian: its box stands where the article should go on.

The script is loaded for all.
Silent while the box is empty.
"""

from harness.rules.vendors import paywall

RULE = paywall(".dn-paywall")
