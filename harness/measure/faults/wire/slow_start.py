"""The first byte comes late: after 3 seconds, or as many as the address says (``/slow_start:10/…``)."""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Wait, then send."""
    await exchange.wait(exchange.value(3.0))
    await exchange.send_page()


FAULT = WireFault(serve, State.FULL, patience=True)
