"""Leaky Paywall (WordPress): its message stands after the teaser.

The plugin's cookie script is on all pages, and it calls articles not free in the data even while free views
are left. The message is sent only when they are used up.
Silent for the plugin's script and forms on account pages.
"""

from harness.rules.vendors import paywall

RULE = paywall(
    ".leaky_paywall_message_wrap",
    "#leaky_paywall_message",
    ".leaky_paywall_message",
    '[id^="issuem-leaky-paywall-"]',
    certain=True,
)
