"""A Polish portal's RODO popup is up.

The form comes with the popup.
Silent without it.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("form.rodo-popup")
