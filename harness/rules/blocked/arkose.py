"""Arkose's puzzle is all that the page holds.

It also guards sign-up forms.
Silent for those.
"""

from harness.rules.match import frame_from, visible
from harness.rules.vendors import challenge

RULE = challenge(visible("#FunCaptcha"), frame_from("arkoselabs.com"), words=80)
