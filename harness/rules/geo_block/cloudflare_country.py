"""Cloudflare bans the country or region of the address (error 1009).

Error 1020 can be a country rule too, but does not say so.
Silent for it.
"""

from harness.core.model import State
from harness.rules.vendors import challenge, says

RULE = challenge(
    says("has banned the country or region your ip address is in", "error 1009"), state=State.GEO_BLOCK
)
