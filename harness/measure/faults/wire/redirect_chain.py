"""Five redirects, or as many as the address says, lead to the page."""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Send it on, then serve."""
    done = (
        int(exchange.request.query.removeprefix("step=") or 0) if exchange.request.query[:5] == "step=" else 0
    )
    if done >= exchange.value(5):
        await exchange.send_page()
        return
    await exchange.respond(302, "", {"location": f"{exchange.request.path}?step={done + 1}"})


FAULT = WireFault(serve, State.FULL, patience=True)
