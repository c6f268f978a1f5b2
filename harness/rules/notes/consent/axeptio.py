"""Axeptio's widget is open.

The closed widget is a small button in the corner of all pages.
Silent for the button.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".axeptio-widget--open", ".axeptio_widget", "#axeptio_overlay")
