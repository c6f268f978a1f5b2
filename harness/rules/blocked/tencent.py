"""Tencent Cloud's firewall blocked the request.

Nothing of it is seen on pages it lets through.
Silent on articles that link to its documentation: they are longer.
"""

from harness.rules.match import present
from harness.rules.vendors import address, challenge

RULE = challenge(present('[href*="waf.tencent-cloud.com"]'), address("waf.tencent-cloud.com"), words=120)
