"""Termly's banner is up.

Its embedded policy pages use other elements.
Silent there.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#termly-code-snippet-support")
