"""Steady: the checkout was put in place of the rest.

Its widget loader also draws a floating support button on open pages, and adblock notices; only the checkout's
own box in the text counts.
Silent for the button.
"""

from harness.rules.vendors import paywall

RULE = paywall(
    "#steady-checkout", "#steady_paywall", ".steady-paywall-container", "#insert_steady_checkout_here"
)
