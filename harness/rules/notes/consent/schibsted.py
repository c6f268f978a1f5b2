"""Schibsted's cookie banner is up.

Its class words stand on the banner only.
Silent once it is closed.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".BannerTextCookieBanner")
