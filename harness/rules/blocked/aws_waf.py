"""AWS WAF challenges or asks for a captcha.

The integration script from awswaf.com also runs on ordinary pages; the challenge sets ``gokuProps`` in an
otherwise empty page, with status 202 or 405.
Silent for the integration beside text.
"""

from harness.rules.match import all_of, mark, script_from
from harness.rules.vendors import challenge, smaller_than, titled

RULE = challenge(
    all_of(mark("gokuProps"), smaller_than(12_000)),
    all_of(script_from("awswaf.com"), smaller_than(6_000)),
    titled("human verification"),
    words=60,
)
