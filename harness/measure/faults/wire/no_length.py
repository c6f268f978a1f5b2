"""The body ends half-way, without a length or an end mark: only the HTML tells that it is cut."""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange, page_headers
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Send half and close, as HTTP/1.0 did."""
    body = exchange.body
    await exchange.head(200, page_headers(exchange.page))
    await exchange.send(body[: len(body) // 2])


FAULT = WireFault(serve, State.LOAD_ERROR)
