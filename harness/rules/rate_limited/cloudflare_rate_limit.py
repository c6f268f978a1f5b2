"""Cloudflare limits the rate (error 1015).

The site's own meter and comment limits use similar words; the error box with its code is Cloudflare's.
Silent without the code.
"""

from harness.core.model import State
from harness.rules.match import all_of, present
from harness.rules.vendors import challenge, says

RULE = challenge(
    all_of(present("#cf-error-details"), says("error 1015", "you are being rate limited")),
    all_of(says("error 1015"), says("you are being rate limited")),
    state=State.RATE_LIMITED,
)
