"""Patreon: the locked-content message or banner stands in place of the post.

Links and buttons to a Patreon page are on countless open pages.
Silent for them.
"""

from harness.rules.vendors import paywall

RULE = paywall(
    ".patreon-locked-content-message", ".patreon-campaign-banner", '[data-tag="locked-rich-text-post"]'
)
