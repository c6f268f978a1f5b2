"""Piano's cookie banner is up.

Piano's other scripts say nothing of consent.
Silent without the banner.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#piano-cookie_banner")
