"""Substack: the paywall block follows the free part of the post.

Subscribe widgets stand in and under every open post, and "only paid" in the page's data is seen by
subscribers too.
Silent for them; ``data-testid="paywall"`` is sent only to readers who lack access.
"""

from harness.rules.vendors import paywall

RULE = paywall('[data-testid="paywall"]', ".paywall .paywall-title", certain=True)
