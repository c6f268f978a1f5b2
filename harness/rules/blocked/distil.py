"""Distil Networks (gone, in old captures) shows its captcha.

Its script ran on all pages of its customers.
Silent without the captcha's form.
"""

from harness.rules.match import mark, present
from harness.rules.vendors import challenge

RULE = challenge(present("#distilCaptchaForm"), mark("distilCallbackGuard"))
