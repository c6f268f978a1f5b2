"""Ghost: the upgrade box closes the post.

Buttons with ``data-portal`` are on every page of a Ghost site; the box is sent only to readers without
access.
Silent for posts open to all, and for the box's free variant (see registration_wall/ghost).
"""

from harness.rules.vendors import paywall

RULE = paywall(
    "aside.gh-post-upgrade-cta",
    ".gh-post-upgrade-cta",
    ".gh-post-upgrade-cta-content",
    ".post-upgrade-cta",
    certain=True,
)
