"""OpenCMP's popup is up.

Its script is on all pages.
Silent once the popup is taken out.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".tf-v1-popup", "#tfcmp-popup")
