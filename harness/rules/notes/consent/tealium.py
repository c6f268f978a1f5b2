"""Tealium's consent modal is up.

Its script runs on all pages.
Silent without the modal.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#__tealiumGDPRecModal")
