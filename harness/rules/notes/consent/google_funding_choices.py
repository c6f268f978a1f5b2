"""Google Funding Choices asks for consent.

The same script shows ad-blocker messages and offer walls, in other roots.
Silent for those.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".fc-consent-root", ".fc-consent-root .fc-dialog-container")
