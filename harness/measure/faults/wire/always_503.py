"""Every request fails with 503. A client does well to give up after a few tries."""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange
from harness.measure.faults.texts import document
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Fail."""
    await exchange.respond(
        503, document("Service unavailable", "<h1>503 Service Unavailable</h1>", lang="en")
    )


FAULT = WireFault(serve, State.SERVER_ERROR)
