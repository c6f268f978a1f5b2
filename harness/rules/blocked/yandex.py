"""Yandex SmartCaptcha's page stands in place of the page asked for.

SmartCaptcha also guards forms; the check page has an address and a form of its own.
Silent for forms.
"""

from harness.rules.match import header, present
from harness.rules.vendors import address, challenge, says

RULE = challenge(
    address("/showcaptcha"),
    present("#smartcaptcha-status", "form.CheckboxCaptcha-Form"),
    header("x-yandex-captcha", "captcha"),
    says("подтвердите, что запросы отправляли вы, а не робот"),
)
