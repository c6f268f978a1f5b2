"""Vercel's security checkpoint verifies the browser.

``server: vercel`` is on all pages hosted there.
Silent for it.
"""

from harness.rules.vendors import challenge, says, titled

RULE = challenge(
    titled("vercel security checkpoint"),
    says("we're verifying your browser", "failed to verify your browser"),
)
