"""Cloudflare reports that the origin is down (error 520 to 530).

It is the server's failure, not a refusal; the box's host status and the code in the title tell them apart.
Silent for 1020 and 1015.
"""

from harness.core.model import State
from harness.rules.match import all_of, present, status
from harness.rules.vendors import challenge, says

RULE = challenge(
    all_of(
        present("#cf-error-details", ".cf-error-source", "#cf-host-status"),
        says(
            "web server is down",
            "connection timed out",
            "origin is unreachable",
            "origin dns error",
            "web server is returning an unknown error",
            "a timeout occurred",
            "ssl handshake failed",
            "invalid ssl certificate",
            "argo tunnel error",
            "cloudflare tunnel error",
        ),
    ),
    status(520, 521, 522, 523, 524, 525, 526, 527, 530),
    state=State.SERVER_ERROR,
)
