"""A publisher group's privacy gate is up (shadow host of DPG and kin).

The host element comes with the dialog and goes with it.
Silent after the choice.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#pg-root-shadow-host", "#pg-modal")
