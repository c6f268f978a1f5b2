"""Evidon's (Crownpeak) banner is up.

Its icon for advertising choices stays on all pages.
Silent for the icon.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#_evidon_banner", "#_evidon-background", "#evidon-prefdiag-overlay")
