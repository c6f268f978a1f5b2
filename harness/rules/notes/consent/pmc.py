"""A notice of changed terms (PMC) is up, at the foot of the page.

It blocks nothing.
Silent once closed.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#pmc-pp-tou--notice")
