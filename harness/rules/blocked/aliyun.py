"""Alibaba Cloud's firewall blocked the request.

Its cookie ``acw_tc`` is on all pages behind it; the block page has an element of its own.
Silent for the cookie.
"""

from harness.rules.match import mark, present
from harness.rules.vendors import challenge, says

RULE = challenge(
    present("#block_message"),
    mark("acw_sc__v2"),
    says("your request has been blocked as it may cause potential threats", "您的访问被阻断"),
    words=120,
)
