"""Fastly: its challenge, and the errors of its Varnish."""

from harness.core.model import State
from harness.rules.vendor import challenge, says, titled

RULES = {
    "blocked/fastly_challenge": challenge(
        titled("client challenge"), says("a required part of this site couldn't load"), doc="""
        Fastly's client challenge stands in place of the page.
        ``x-served-by`` and request ids are on all pages through Fastly. Silent for them, and for Varnish's own errors,
        which are a server's."""),
    "server_error/fastly_varnish": challenge(
        says("guru meditation", "fastly error: unknown domain", "backend fetch failed", "first byte timeout"),
        state=State.SERVER_ERROR, words=120, doc="""
        Fastly or Varnish reports that no backend answered ("Guru Meditation").
        The meditation number is Varnish's joke and on no other page. Silent in articles about it: they are longer."""),
}  # fmt: skip
