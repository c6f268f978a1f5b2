"""A paywall's own log-in link is shown (Schibsted and kin), and its box sells.

A log-in link in a header is on all pages; this one belongs to the wall.
Silent without an offer around it.
"""

from harness.rules.vendors import paywall

RULE = paywall("#paywall-login-link")
