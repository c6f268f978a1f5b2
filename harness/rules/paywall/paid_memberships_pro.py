"""Paid Memberships Pro: the message for visitors without the right level stands in the post.

``pmpro-body-has-access`` says the opposite, and levels pages carry many classes of the plugin.
Silent for readers with access.
"""

from harness.rules.vendors import paywall

RULE = paywall(".pmpro_content_message", "article.pmpro-no-access .pmpro_card", certain=True)
