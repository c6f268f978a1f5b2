"""Cookiebot's dialog is up.

The declaration page of a site carries Cookiebot's tables for ever, with other ids.
Silent there.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#CybotCookiebotDialog")
