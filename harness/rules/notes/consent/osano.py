"""Osano's dialog is up.

Osano hides it with a class of its own and leaves it in the page.
Silent then, as the class comes with a style.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".osano-cm-dialog")
