"""DreamLab's (Ringier Axel Springer Polska) consent popup is up.

The popup is taken out after the choice.
Silent then.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".cmp-popup_popup", ".cmp-app_gdpr")
