"""Every request fails with 503. A client does well to give up after a few tries."""

from __future__ import annotations

from harness.audit.exchange import Exchange
from harness.audit.texts import document
from harness.audit.wire import WireFault
from harness.model import State


async def serve(exchange: Exchange) -> None:
    """Fail."""
    await exchange.respond(
        503, document("Service unavailable", "<h1>503 Service Unavailable</h1>", lang="en")
    )


FAULT = WireFault(serve, State.SERVER_ERROR)
