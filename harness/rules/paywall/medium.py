"""Medium: the upsell or fade stands over the rest of a member-only story.

The label "Member-only story" is shown to members as well, and a meter notice stands over stories one may
read.
Silent for both.
"""

from harness.rules.vendors import paywall

RULE = paywall(
    ".pw-post-paywall-overlay",
    "#paywall-background-color",
    "article.meteredContent .paywall-upsell",
    '.meteredContent [aria-label="Post Paywall"]',
)
