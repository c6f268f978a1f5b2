"""Ezoic's cookie dialog is up.

Ezoic's scripts are on all pages it serves.
Silent for them.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#ez-cookie-dialog-wrapper")
