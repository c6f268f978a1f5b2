"""Fides' banner is up.

Its overlay wrapper stays in the page.
Silent while the banner is hidden.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#fides-banner")
