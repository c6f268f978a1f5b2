"""CookieHub's dialog is up.

Its icon stays on all pages.
Silent for the icon.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".ch2-dialog")
