"""F5: what its bot defence and its firewall show in place of a page."""

from harness.rules.match import all_of, script_from
from harness.rules.vendor import challenge, says, titled

RULES = {
    "blocked/f5_interstitial": challenge(
        all_of(script_from("/TSPD/", "TSPD_101"), says("please enable javascript to view the page content")),
        all_of(script_from("/TSPD/"), says("your support id is")), words=80, doc="""
        F5's bot defence (Shape) wants scripts before the page.
        Pages behind it load ``/TSPD/`` as well: the demand, with nothing beside it, is the interstitial. Silent beside
        text."""),
    "blocked/f5_request_rejected": challenge(
        all_of(says("the requested url was rejected"), says("your support id is")), titled("request rejected"),
        words=120, doc="""
        F5 BIG-IP rejects the request and gives a support number, often with status 200.
        Its cookies (``TS…``, ``BIGipServer…``) are on ordinary pages. Silent for them, and for support numbers in other
        pages."""),
}  # fmt: skip
