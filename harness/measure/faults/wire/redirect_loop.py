"""The address redirects to itself by way of another, without end."""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Send it round."""
    to = exchange.request.path + ("" if exchange.request.query else "?round=1")
    await exchange.respond(302, "", {"location": to})


FAULT = WireFault(serve, State.LOAD_ERROR)
