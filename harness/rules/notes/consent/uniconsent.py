"""UniConsent's box, bar or modal is up.

Its root stays in the page.
Silent while the root is empty.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".unic .unic-box", ".unic .unic-bar", ".unic .unic-modal")
