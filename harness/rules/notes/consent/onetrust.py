"""OneTrust's banner or preference centre is up.

``#onetrust-consent-sdk`` stays in the page after the choice, and its "cookie settings" button with it.
Silent then.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#onetrust-banner-sdk", "#onetrust-pc-sdk", ".onetrust-pc-dark-filter")
