"""The first byte comes late: after 3 seconds, or as many as the address says (``/slow_start:10/…``)."""

from __future__ import annotations

from harness.audit.exchange import Exchange
from harness.audit.wire import WireFault
from harness.model import State


async def serve(exchange: Exchange) -> None:
    """Wait, then send."""
    await exchange.wait(exchange.value(3.0))
    await exchange.send_page()


FAULT = WireFault(serve, State.FULL, patience=True)
