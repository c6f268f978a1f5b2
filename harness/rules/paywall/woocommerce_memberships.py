"""WooCommerce Memberships: the restriction message stands in the post.

Listings print the same message in each restricted card: it must stand at the end of the main text, not in a
list of others.
Silent there, and for shop notices.
"""

from harness.rules.vendors import paywall

RULE = paywall(
    ".wc-memberships-restriction-message",
    ".wc-memberships-content-restricted-message",
    ".wc-memberships-message",
    certain=True,
)
