"""The connection is reset half-way through the body."""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange, page_headers
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Send half, then break."""
    body = exchange.body
    await exchange.head(200, {**page_headers(exchange.page), "content-length": str(len(body))})
    await exchange.send(body[: len(body) // 2])
    await exchange.wait(0.05)
    exchange.reset()


FAULT = WireFault(serve, State.LOAD_ERROR)
