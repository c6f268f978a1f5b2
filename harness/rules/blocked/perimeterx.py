"""HUMAN (PerimeterX) asks to press and hold.

The sensor script and ``_px`` cookies are on ordinary pages; the captcha's element and its words are not.
Silent for the sensor.
"""

from harness.rules.match import mark, present, script_from
from harness.rules.vendors import challenge, says

RULE = challenge(
    present("#px-captcha", ".px-captcha-container"),
    script_from("captcha.px-cdn.net"),
    mark("_pxUuid"),
    says("press & hold to confirm you are", "denied because we believe you are using automation tools"),
)
