"""Conversant's dialog is up.

The receptacle is drawn only while a choice is open.
Silent after it.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".cmp-root .cmp-receptacle")
