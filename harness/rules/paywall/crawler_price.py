"""Cloudflare's pay per crawl: 402 with a price in the header ``crawler-price``, as in ``USD 0.01``.

It is sent to crawlers only; a browser gets the page. Silent on any other status: an answer that was paid for has
``crawler-charged``.
"""

from harness.core.model import State
from harness.rules.match import all_of, header, status
from harness.rules.rule import Rule

RULE = Rule(State.PAYWALL, all_of(status(402), header("crawler-price")))
