"""SiteGround's captcha checks the connection.

Nothing of it is seen on pages it lets through.
Silent without its address, header or title.
"""

from harness.rules.match import header
from harness.rules.vendors import address, challenge, says, titled

RULE = challenge(
    address("/.well-known/sgcaptcha/", "/.well-known/captcha/"),
    header("sg-captcha", "challenge"),
    titled("robot challenge screen"),
    says("checking the site connection security"),
)
