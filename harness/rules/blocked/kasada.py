"""Kasada's script is all the page holds.

Its headers and cookie are on ordinary pages too; a page of nothing but ``ips.js`` is the challenge.
Silent beside text.
"""

from harness.rules.match import all_of, mark, script_from
from harness.rules.vendors import challenge, smaller_than

RULE = challenge(
    all_of(script_from("/ips.js"), smaller_than(8_000)),
    all_of(mark("KPSDK.scriptStart", "KPSDK:DONE"), smaller_than(8_000)),
    words=20,
)
