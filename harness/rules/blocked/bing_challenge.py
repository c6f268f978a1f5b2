"""Bing asks to solve a challenge before its results.

"One last step" alone stands on checkouts.
Silent for those.
"""

from harness.rules.match import all_of
from harness.rules.vendors import address, challenge, says

RULE = challenge(
    address("/turing/captcha"),
    all_of(says("one last step"), says("please solve the challenge below to continue")),
)
