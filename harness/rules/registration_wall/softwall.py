"""An in-house registration wall is up (a family of class names).

The same names stand on hidden templates of all pages.
Silent while they are hidden or empty.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall(
    ".dynamic-regwall",
    ".reg_wall",
    '[id^="softwall"]',
    "#inlineRegistrationWrapper",
    ".register-block",
    ".register-login-box",
)
