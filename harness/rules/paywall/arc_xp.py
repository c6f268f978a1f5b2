"""Arc XP Subscriptions: the wall that the page's script builds is shown.

Arc serves all paragraphs to everybody, and ``content_code`` is a tier, not a state. What a reader meets is
the modal or the wall module.
Silent for premium pages whose text runs on without it.
"""

from harness.rules.vendors import paywall

RULE = paywall(
    '[data-testid="PaywallModal"]',
    '[class*="article-wall-module__paywall"]',
    '[class*="layout-module__restricted__"]',
)
