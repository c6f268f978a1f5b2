"""Sibbo's dialog is up.

Its layout element is drawn only while a choice is open.
Silent after it.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("sibbo-cmp-layout")
