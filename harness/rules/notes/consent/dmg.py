"""dmg media's consent dialog is up.

The project's scripts are on all pages.
Silent after the choice.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool('[data-project="mol-fe-cmp"]')
