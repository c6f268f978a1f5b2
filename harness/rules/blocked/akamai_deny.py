"""Akamai's edge refuses the request: "Access Denied" with a reference number.

"Access denied" alone is anybody's; the reference number or the errors.edgesuite.net address is Akamai's.
Silent for references in longer text.
"""

from harness.rules.match import all_of
from harness.rules.vendors import challenge, says, titled

RULE = challenge(
    all_of(titled("access denied"), says("you don't have permission to access")),
    says("errors.edgesuite.net", "reference #18."),
    words=120,
)
