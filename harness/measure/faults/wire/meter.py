"""Three articles are free, or as many as the address says; then a subscription is offered after the first lines.

Every visit under the fault counts, whichever page it is for.
"""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange
from harness.measure.faults.fault import mutate
from harness.measure.faults.specimen import examine
from harness.measure.faults.texts import document
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Count, then close."""
    if exchange.total <= exchange.value(3):
        await exchange.send_page()
        return
    opened = examine(exchange.page)
    closed = mutate(opened, ("teaser_offer",)) if opened is not None else None
    offer = document(
        "Subscribe", "<h1>Subscribe to read on</h1><p>You have read all free articles.</p>", lang="en"
    )
    await exchange.respond(200, closed.body if closed is not None else offer)


FAULT = WireFault(serve, State.PAYWALL)
