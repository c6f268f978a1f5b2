"""DDoS-Guard checks the browser.

Its cookies and server header are on ordinary pages behind it.
Silent for them.
"""

from harness.rules.match import script_from
from harness.rules.vendors import challenge, says, titled

RULE = challenge(
    script_from("/.well-known/ddos-guard/", "check.ddos-guard.net"),
    titled("ddos-guard"),
    says("ddos protection by ddos-guard"),
    words=120,
)
