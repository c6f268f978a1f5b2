"""Baidu Yunjiasu blocked the request.

Its server header is on all pages behind it; links to ``/.well-known/yunjiasu-cgi/`` are on its block page
only.
Silent for the header.
"""

from harness.rules.match import present
from harness.rules.vendors import challenge

RULE = challenge(present('a[href*="/.well-known/yunjiasu-cgi/"]'))
