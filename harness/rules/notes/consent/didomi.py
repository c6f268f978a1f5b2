"""Didomi's notice or popup is up.

``#didomi-host`` is in the page before and after the choice.
Silent while it is empty.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#didomi-popup", "#didomi-notice", ".didomi-popup-notice", ".didomi-notice-banner")
