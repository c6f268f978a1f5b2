"""kConsent's dialog is up.

Its script is on all pages.
Silent once the dialog is closed.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".kc-dialog")
