"""hCaptcha is all that the page holds.

hCaptcha guards log-in, contact and comment forms on ordinary pages: a form with fields, or text, silences
this.
Silent for those.
"""

from harness.rules.match import frame_from, visible
from harness.rules.vendors import challenge

RULE = challenge(visible(".h-captcha"), frame_from("hcaptcha.com/captcha"), words=60)
