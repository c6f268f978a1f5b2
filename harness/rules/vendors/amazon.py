"""Amazon Web Services: its firewall's challenge, and what CloudFront refuses."""

from harness.core.model import State
from harness.rules.match import all_of, mark, script_from
from harness.rules.vendor import challenge, says, smaller_than, titled

RULES = {
    "blocked/aws_waf": challenge(
        all_of(mark("gokuProps"), smaller_than(12_000)), all_of(script_from("awswaf.com"), smaller_than(6_000)),
        titled("human verification"), words=60, doc="""
        AWS WAF challenges or asks for a captcha.
        The integration script from awswaf.com also runs on ordinary pages; the challenge sets ``gokuProps`` in an
        otherwise empty page, with status 202 or 405. Silent for the integration beside text."""),
    "blocked/cloudfront": challenge(
        all_of(says("the request could not be satisfied"), says("request blocked")), doc="""
        CloudFront refuses the request ("Request blocked").
        CloudFront serves the same page for failing origins: without "request blocked" it is a server's error, with the
        country named it is a geographical block. Silent for those."""),
    "geo_block/cloudfront_country": challenge(
        says("configured to block access from your country"), state=State.GEO_BLOCK, doc="""
        CloudFront is configured to block access from the reader's country.
        Its other error pages look the same, without the country. Silent for those."""),
}  # fmt: skip
