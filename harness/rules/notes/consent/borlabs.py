"""Borlabs Cookie's bar or box is up.

Its blocked-content placeholders stand in the text of pages after the choice, with other classes.
Silent for those.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("._brlbs-bar-wrap", "._brlbs-box-wrap", ".brlbs-cmpnt-dialog")
