"""Cloudflare's firewall refuses the request (error 1005 to 1013, 1020).

The words "access denied" and a Ray ID stand on other pages too; the error box with its code is Cloudflare's.
Silent for its rate limit, its country ban and its reports of a broken origin: those are other states.
"""

from harness.rules.match import all_of, present
from harness.rules.vendors import challenge, says

RULE = challenge(
    says(
        "why have i been blocked?",
        "sorry, you have been blocked",
        "this website is using a security service to protect itself from online attacks",
    ),
    all_of(
        present("#cf-error-details"),
        says(
            "error 1020",
            "error 1005",
            "error 1006",
            "error 1007",
            "error 1008",
            "error 1010",
            "error 1012",
            "access denied",
        ),
    ),
)
