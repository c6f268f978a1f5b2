"""Cookie Law Info's (GDPR Cookie Consent) bar is up.

The bar stays in the page, hidden, after the choice.
Silent then.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#cookie-law-info-bar")
