"""The body drips in over 3 seconds, or as many as the address says. A client with a deadline for silence alone waits."""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange, page_headers
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Send it in pieces."""
    pieces, body = 10, exchange.body
    await exchange.head(
        exchange.page.status or 200, {**page_headers(exchange.page), "content-length": str(len(body))}
    )
    for n in range(pieces):
        await exchange.wait(exchange.value(3.0) / pieces)
        part = body[n * len(body) // pieces : (n + 1) * len(body) // pieces]
        await exchange.send(part, last=n == pieces - 1)


FAULT = WireFault(serve, State.FULL, patience=True)
