"""Every second request fails with 503, the first one too. A client that tries again gets the page."""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange
from harness.measure.faults.texts import document
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Fail on odd visits."""
    if exchange.number % 2 == 0:
        await exchange.send_page()
        return
    failure = document("Service unavailable", "<h1>503 Service Unavailable</h1>", lang="en")
    await exchange.respond(503, failure)


FAULT = WireFault(serve, State.SERVER_ERROR, patience=True)
