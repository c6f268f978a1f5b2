"""Fastly's client challenge stands in place of the page.

``x-served-by`` and request ids are on all pages through Fastly.
Silent for them, and for Varnish's own errors, which are a server's.
"""

from harness.rules.vendors import challenge, says, titled

RULE = challenge(titled("client challenge"), says("a required part of this site couldn't load"))
