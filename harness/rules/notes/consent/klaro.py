"""Klaro's notice or modal is up.

Its root is in the page before and after.
Silent while the root is empty.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".klaro .cookie-notice", ".klaro .cookie-modal")
