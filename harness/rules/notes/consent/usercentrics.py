"""Usercentrics' dialog is up.

Its root also holds the small button that reopens the dialog, and its text is in a shadow root.
Silent for the button.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#usercentrics-root", "#usercentrics-cmp-ui")
