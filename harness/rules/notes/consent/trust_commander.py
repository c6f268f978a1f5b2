"""Commanders Act's TrustCommander banner is up.

Its privacy centre link stays in footers.
Silent for the link.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#tc-privacy-wrapper", ".tc-privacy-wrapper", "#popin_tc_privacy")
