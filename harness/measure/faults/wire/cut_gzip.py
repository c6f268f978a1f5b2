"""The body is gzip data that ends half-way; no length says so. A lenient client hands on what it could unpack."""

from __future__ import annotations

import gzip

from harness.core.model import State
from harness.measure.faults.exchange import Exchange, page_headers
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Send half of the packed page."""
    packed = gzip.compress(exchange.body)
    await exchange.head(200, {**page_headers(exchange.page), "content-encoding": "gzip"})
    await exchange.send(packed[: len(packed) // 2])


FAULT = WireFault(serve, State.LOAD_ERROR)
