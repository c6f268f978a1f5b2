"""Pico (Hype): its landing or open panel sells in the way.

The signal's container is on every page, closed.
Silent while it is closed, or asks for an address only.
"""

from harness.rules.vendors import paywall

RULE = paywall("#PicoSignal__container.PicoSignal__open", ".pico-landing")
