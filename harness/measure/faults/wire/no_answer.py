"""The connection is closed without a byte of an answer."""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Break at once."""
    exchange.reset()


FAULT = WireFault(serve, State.LOAD_ERROR)
