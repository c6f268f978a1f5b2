"""reCAPTCHA is all that the page holds.

Its badge and script are on countless forms.
Silent for those, and for the badge.
"""

from harness.rules.match import frame_from, visible
from harness.rules.vendors import challenge

RULE = challenge(
    visible(".g-recaptcha"), frame_from("/recaptcha/api2/anchor", "/recaptcha/enterprise/anchor"), words=60
)
