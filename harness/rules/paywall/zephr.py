"""Zephr: its overlay or payment form is up.

Decisions often fall at the network's edge, so a free page can carry ``/zephr/feature`` requests and a cut
page may carry nothing of Zephr. A rendered component that sells is the sign.
Silent for rendered components that hold banners or newsletters.
"""

from harness.rules.vendors import paywall

RULE = paywall("#zephr-overlay", "#zephr-payment-form-root", '[class*="zephr-paywall"]', ".zephr-wrapper")
