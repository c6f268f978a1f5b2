"""Utiq's own dialog is up, after the first one was answered.

Its loader is on all pages.
Silent without the dialog.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#__utiqSeparatePopUp", ".utiq-popup")
