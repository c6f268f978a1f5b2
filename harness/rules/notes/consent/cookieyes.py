"""CookieYes' banner is up.

Its reopening button stays on all pages.
Silent for the button.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".cky-consent-container")
