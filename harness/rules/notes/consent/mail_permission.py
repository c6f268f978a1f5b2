"""The permission wall of 1&1's portals is up.

Its frame is in the page only until the choice.
Silent after it.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(
    "#save-all-pur",
    frames=(
        "plus.gmx.com",
        "consent-management.web.de",
    ),
)
