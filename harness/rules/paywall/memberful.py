"""Memberful: the marketing text put in place of the post is shown.

Its script and account links are on every page.
Silent for links to the checkout in menus.
"""

from harness.rules.vendors import paywall

RULE = paywall(".memberful-marketing-content", ".memberful-global-marketing-content", certain=True)
