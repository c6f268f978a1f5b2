"""Cloudflare's Turnstile is all the page holds.

Turnstile also guards log-in and comment forms of ordinary pages: a form with fields, or text, silences this.
Silent for those.
"""

from harness.rules.match import frame_from, visible
from harness.rules.vendors import challenge

RULE = challenge(visible("#turnstile-wrapper"), frame_from("challenges.cloudflare.com"), words=80)
