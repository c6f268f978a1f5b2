"""AppConsent (SFBX) shows its consent window.

The window is a frame that is taken out after the choice.
Silent then.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool('iframe[title="Consent window"]')
