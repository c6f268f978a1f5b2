"""The connection is closed without a byte of an answer."""

from __future__ import annotations

from harness.audit.exchange import Exchange
from harness.audit.wire import WireFault
from harness.model import State


async def serve(exchange: Exchange) -> None:
    """Break at once."""
    exchange.reset()


FAULT = WireFault(serve, State.LOAD_ERROR)
