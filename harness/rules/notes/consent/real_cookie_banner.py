"""Real Cookie Banner's dialog is up.

Its content blockers stay in the text after the choice.
Silent for those.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool('div[consent-skip-blocker="1"] > dialog')
