"""Quantcast Choice (InMobi) is up.

Its container stays in the page, empty, after the choice.
Silent then.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#qc-cmp2-ui", "#qc-cmp2-main", ".qc-cmp2-container")
