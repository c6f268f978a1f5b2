"""Jetpack and WordPress.com newsletters: the paywall block replaced the rest of the post.

The subscribe block of the same plugin is on open posts too and has other classes.
Silent for it, and for posts before the block.
"""

from harness.rules.vendors import paywall

RULE = paywall(
    ".jetpack-subscribe-paywall",
    ".wp-block-jetpack-paywall",
    ".wp-block-premium-content-logged-out-view",
    certain=True,
)
