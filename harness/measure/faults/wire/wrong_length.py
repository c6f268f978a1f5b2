"""The length that is promised is longer than the body, which ends in the middle of the page."""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange, page_headers
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Promise all, send half."""
    body = exchange.body
    await exchange.head(200, {**page_headers(exchange.page), "content-length": str(len(body))})
    await exchange.send(body[: len(body) // 2])


FAULT = WireFault(serve, State.LOAD_ERROR)
