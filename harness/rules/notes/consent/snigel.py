"""Snigel AdConsent's dialog is up.

Its framework element is hidden after the choice.
Silent then.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".snigel-cmp-framework")
