"""Variti checks the browser.

Its server header is on ordinary pages: it must come with a refusal and an empty page.
Silent for the header alone.
"""

from harness.rules.match import all_of, header, status
from harness.rules.vendors import challenge

RULE = challenge(header("x-variti-ccr"), all_of(header("server", "variti"), status(401, 403, 429)), words=60)
