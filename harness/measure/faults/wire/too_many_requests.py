"""The first request is answered with 429 and ``Retry-After: 1``, later ones with the page.

A number in the address says how many are refused (``/too_many_requests:2/…``).
"""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange
from harness.measure.faults.texts import document
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Refuse, then serve."""
    if exchange.number > exchange.value(1):
        await exchange.send_page()
        return
    refusal = document("Too many requests", "<h1>Too many requests</h1><p>Please slow down.</p>", lang="en")
    await exchange.respond(429, refusal, {"retry-after": "1"})


FAULT = WireFault(serve, State.RATE_LIMITED, patience=True)
