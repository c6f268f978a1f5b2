"""Bunny Shield establishes "a secure connection".

``server: BunnyCDN`` is on all pages through it.
Silent for the header.
"""

from harness.rules.match import script_from
from harness.rules.vendors import challenge, titled

RULE = challenge(script_from("/.bunny-shield/"), titled("establishing a secure connection"), words=80)
