"""LiveRamp's consent tool (privacymanager.io) is up.

Its wrapper is drawn only while a choice is open.
Silent after it.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#gdpr-consent-tool-wrapper", frames=("consent-tool.privacymanager.io",))
