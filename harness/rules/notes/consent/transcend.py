"""Transcend's consent manager is up.

Its host element stays in the page, of no size.
Silent then.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#transcend-consent-manager")
