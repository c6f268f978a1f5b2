"""Qrator checks the browser before letting it in.

``server: QRATOR`` is on all pages behind it: it must come with a refusal and an empty page.
Silent for the header alone.
"""

from harness.rules.match import all_of, header, status
from harness.rules.vendors import challenge

RULE = challenge(all_of(header("server", "qrator"), status(401, 403)), words=60)
