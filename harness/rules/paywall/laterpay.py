"""LaterPay, Contribute or Supertab: the purchase overlay stands over the teaser.

The connector's script runs on all pages for its meter; contribution buttons are no wall and have other
classes.
Silent for articles bought or free.
"""

from harness.rules.vendors import paywall

RULE = paywall(".lp-dialog", ".lp_purchase-overlay", ".lp_purchase-link", "[data-supertab-paywall]")
