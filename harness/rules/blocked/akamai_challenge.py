"""Akamai Bot Manager's interstitial stands in place of the page.

Its cookies (``_abck``, ``bm_sz``) are on all pages of its customers.
Silent for them; the challenge's container and frame are its own.
"""

from harness.rules.match import frame_from, present
from harness.rules.vendors import challenge, says

RULE = challenge(
    present("#sec-if-cpt-container", "#sec-cpt-if"),
    frame_from("/_sec/cp_challenge/"),
    says("powered and protected by akamai"),
    words=120,
)
