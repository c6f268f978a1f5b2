"""Flip-Pay: the mount point was filled in with an offer.

``#flip-pay`` is empty on free pages and the script is on all.
Silent while it is empty.
"""

from harness.rules.vendors import paywall

RULE = paywall("#flip-pay")
