"""Fastly or Varnish reports that no backend answered ("Guru Meditation").

The meditation number is Varnish's joke and on no other page.
Silent in articles about it: they are longer.
"""

from harness.core.model import State
from harness.rules.vendors import challenge, says

RULE = challenge(
    says("guru meditation", "fastly error: unknown domain", "backend fetch failed", "first byte timeout"),
    state=State.SERVER_ERROR,
    words=120,
)
