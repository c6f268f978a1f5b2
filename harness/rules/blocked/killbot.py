"""KillBot verifies the visitor and echoes address and browser in the title.

Nothing else on the page is its own.
Silent without that title.
"""

from harness.rules.vendors import challenge, titled

RULE = challenge(titled("killbot verification", "killbot user verification"))
