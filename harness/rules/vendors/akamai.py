"""Akamai: its bot manager's challenge and its edge's refusal."""

from harness.rules.match import all_of, frame_from, present
from harness.rules.vendor import challenge, says, titled

RULES = {
    "blocked/akamai_challenge": challenge(
        present("#sec-if-cpt-container", "#sec-cpt-if"), frame_from("/_sec/cp_challenge/"),
        says("powered and protected by akamai"), words=120, doc="""
        Akamai Bot Manager's interstitial stands in place of the page.
        Its cookies (``_abck``, ``bm_sz``) are on all pages of its customers. Silent for them; the challenge's container
        and frame are its own."""),
    "blocked/akamai_deny": challenge(
        all_of(titled("access denied"), says("you don't have permission to access")),
        says("errors.edgesuite.net", "reference #18."), words=120, doc="""
        Akamai's edge refuses the request: "Access Denied" with a reference number.
        "Access denied" alone is anybody's; the reference number or the errors.edgesuite.net address is Akamai's. Silent
        for references in longer text."""),
}  # fmt: skip
