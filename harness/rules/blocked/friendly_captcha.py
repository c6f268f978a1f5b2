"""Friendly Captcha is all that the page holds.

It mostly guards contact and newsletter forms.
Silent for those.
"""

from harness.rules.match import visible
from harness.rules.vendors import challenge

RULE = challenge(visible(".frc-captcha"), words=60)
