"""Cloudflare answers a crawler with a price.

402 alone is a paywall's status as well; the header ``crawler-price`` is sent to crawlers only.
Silent without it.
"""

from harness.rules.match import header
from harness.rules.vendors import challenge

RULE = challenge(header("crawler-price"))
