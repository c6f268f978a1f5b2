"""Complianz' banner is up.

Its "manage consent" tab stays on all pages.
Silent for the tab.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".cmplz-cookiebanner")
