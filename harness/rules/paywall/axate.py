"""Axate: the wallet's notice stands over the article.

The wallet is a small tab on all pages; opened as a notice with a price it is in the way.
Silent for the tab.
"""

from harness.rules.vendors import paywall

RULE = paywall(".axate-notice", "#axate-wallet")
