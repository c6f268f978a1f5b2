"""DataDome's captcha, device check or hard block stands in place of the page.

The header ``x-datadome: protected`` and the cookie are on every page of its customers; its captcha frame and
loader are not.
Silent for the tag on ordinary pages.
"""

from harness.rules.match import frame_from, mark, present, script_from
from harness.rules.vendors import challenge

RULE = challenge(
    frame_from("captcha-delivery.com"),
    script_from("ct.captcha-delivery.com"),
    present("#ddv1-captcha-container"),
    mark("geo.captcha-delivery.com"),
    words=120,
)
