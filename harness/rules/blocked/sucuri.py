"""Sucuri's firewall refuses, or sets its cookie by script and reloads.

``x-sucuri-id`` is on every page behind it.
Silent for the header.
"""

from harness.rules.match import mark
from harness.rules.vendors import challenge, says, titled

RULE = challenge(
    says("access denied - sucuri website firewall", "cloudproxy@sucuri.net"),
    mark("sucuri_cloudproxy_js"),
    titled("sucuri website firewall"),
)
