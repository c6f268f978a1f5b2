"""Amounts of money in any currency and notation: a fact that needs no language."""

from __future__ import annotations

import re

_CURRENCY = (
    r"[$€£¥￥₹₽₩₺₫₴₪฿₦₱₡₲₵]|(?:US|AU|CA|NZ|HK|NT|R|C|A)\$|(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|RSD|RUB|UAH|TRY"
    r"|INR|PKR|BDT|JPY|CNY|RMB|TWD|HKD|KRW|VND|THB|IDR|MYR|SGD|AUD|CAD|NZD|BRL|MXN|ARS|CLP|COP|KES|TZS|ZAR|AED|SAR|EGP|ILS)"
    r"|kr|kc|kč|zł|ft|lei|лв|дин|din|руб|р|грн|tl|rs|rp|rm|ksh|tsh|euros?|dollars?|pounds?|pence|cents?|元|円|圓|块|원|บาท|đ|đồng|تومان|ريال"
    r"|درهم|جنيه|ر\.س|شيكل|₪|ש\"ח|रुपये|रु|টাকা|ரூ|روپے|ευρώ|евро|рублей|гривень"
)
_AMOUNT = re.compile(
    rf"(?<![\w])(?:{_CURRENCY})\.?\s?\d[\d.,'\u00a0]{{0,12}}|\d[\d.,'\u00a0]{{0,12}}[-–]?\s?(?:{_CURRENCY})(?![^\W\d_])",
    re.I,
)


def names_price(text: str) -> bool:
    """Whether a text names an amount of money, in any currency and notation."""
    return _AMOUNT.search(text) is not None
