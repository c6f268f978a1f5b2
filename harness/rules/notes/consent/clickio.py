"""Clickio's dialog is up.

A small link to reopen it stays in footers.
Silent for the link.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#cl-consent")
