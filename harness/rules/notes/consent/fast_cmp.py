"""FastCMP's frame is up.

``#fast-cmp-root`` stays in the page.
Silent for the root.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("iframe#fast-cmp-iframe")
