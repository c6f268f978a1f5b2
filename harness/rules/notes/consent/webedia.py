"""Webedia's dialog is up.

The hashes in its class names change; the words before them do not.
Silent after the choice.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool('[class^="app_gdpr-"]')
