"""Simple Membership (WordPress): the message for visitors without access is shown.

Its log-in widget and level tables are on open pages.
Silent for those.
"""

from harness.rules.vendors import paywall

RULE = paywall(
    ".swpm-post-not-logged-in-msg",
    ".swpm-post-no-access-msg",
    ".swpm-post-account-expired-msg",
    ".swpm-more-tag-not-logged-in",
    certain=True,
)
