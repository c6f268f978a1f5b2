"""Gravito's dialog is up.

Its background overlay is there only with the dialog.
Silent without it.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".gravitoCMP-background-overlay")
