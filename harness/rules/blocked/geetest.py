"""GeeTest's puzzle is all that the page holds.

It guards log-in forms of ordinary pages too.
Silent for those.
"""

from harness.rules.match import visible
from harness.rules.vendors import challenge

RULE = challenge(visible(".geetest_holder", ".geetest_captcha"), words=60)
