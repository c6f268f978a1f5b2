"""PubTech's dialog is up.

Its root stays in the page, empty, after the choice.
Silent then.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#pubtech-cmp")
