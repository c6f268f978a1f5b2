"""A cookie is set with a redirect, as many sites do; who does not send it back is asked to switch cookies on."""

from __future__ import annotations

from harness.core.model import State
from harness.measure.faults.exchange import Exchange
from harness.measure.faults.texts import document
from harness.measure.faults.wire import WireFault


async def serve(exchange: Exchange) -> None:
    """Set it, then look for it."""
    if exchange.request.cookies.get("visitor") == "known":
        await exchange.send_page()
    elif "cookie-check" not in exchange.request.query:
        to = f"{exchange.request.path}?cookie-check=1"
        await exchange.respond(302, "", {"location": to, "set-cookie": "visitor=known; Path=/"})
    else:
        asked = (
            "<h1>Cookies are needed</h1><p>Please switch on cookies in your browser to read this page.</p>"
        )
        await exchange.respond(200, document("Cookies are needed", asked, lang="en"))


FAULT = WireFault(serve, State.CONSENT_WALL, patience=True)
