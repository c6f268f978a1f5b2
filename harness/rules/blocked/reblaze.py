"""Reblaze (Link11) checks the browser or ends the session.

Its cookies are on ordinary pages.
Silent for them.
"""

from harness.rules.match import mark
from harness.rules.vendors import challenge, says, titled

RULE = challenge(
    titled("link11 - captcha"),
    mark("rbzns", "winsocks"),
    says("current session has been terminated"),
    words=80,
)
