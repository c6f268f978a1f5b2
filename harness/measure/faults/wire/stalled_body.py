"""The body stops half-way and the connection stays open. A client without a deadline hangs."""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange, page_headers
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Send half, then nothing."""
    body = exchange.body
    await exchange.head(200, {**page_headers(exchange.page), "content-length": str(len(body))})
    await exchange.send(body[: len(body) // 2])
    await exchange.stall()


FAULT = WireFault(serve, State.LOAD_ERROR)
