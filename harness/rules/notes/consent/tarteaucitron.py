"""tarteaucitron.js shows its bar.

Its root and the small manager button stay on all pages.
Silent for the button.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#tarteaucitronAlertBig")
