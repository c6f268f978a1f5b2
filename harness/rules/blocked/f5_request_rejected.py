"""F5 BIG-IP rejects the request and gives a support number, often with status 200.

Its cookies (``TS…``, ``BIGipServer…``) are on ordinary pages.
Silent for them, and for support numbers in other pages.
"""

from harness.rules.match import all_of
from harness.rules.vendors import challenge, says, titled

RULE = challenge(
    all_of(says("the requested url was rejected"), says("your support id is")),
    titled("request rejected"),
    words=120,
)
