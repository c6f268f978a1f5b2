"""Radware's bot manager sends to its captcha.

Its tag is on ordinary pages.
Silent for the tag.
"""

from harness.rules.match import frame_from
from harness.rules.vendors import address, challenge, says, titled

RULE = challenge(
    frame_from("validate.perfdrive.com"),
    address("validate.perfdrive.com"),
    titled("radware captcha page", "unauthorized request blocked"),
    says("please solve this captcha to request unblock"),
)
