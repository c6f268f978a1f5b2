"""BitNinja shows its anti-robot check.

Hosting companies praise BitNinja on ordinary pages, in other words.
Silent for those.
"""

from harness.rules.vendors import challenge, says

RULE = challenge(says("security check by bitninja", "visitor anti-robot validation"))
