"""A US publisher's privacy disclosure dialog is up.

It informs and blocks nothing.
Silent once closed.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool('div[role="dialog"][aria-label^="Privacy Disclosure"]')
