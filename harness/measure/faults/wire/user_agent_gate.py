"""Clients that name themselves as a library or a headless browser, or not at all, are refused with 403.

A site's refusal is an answer; a scraper should hand it on as one, not put on another name.
"""

from __future__ import annotations

import re

from harness.core.model import State
from harness.measure.faults.exchange import Exchange
from harness.measure.faults.texts import document
from harness.measure.faults.wire import WireFault

_MACHINES = re.compile(
    r"^none$|python|httpx|aiohttp|urllib|scrapy|curl|wget|go-http|java|okhttp|node|undici|axios|headless",
    re.I,
)


async def serve(exchange: Exchange) -> None:
    """Look at the name."""
    if not _MACHINES.search(exchange.request.user_agent or "none"):
        await exchange.send_page()
        return
    refusal = "<h1>Access denied</h1><p>You do not have permission to access this page on this server.</p>"
    await exchange.respond(403, document("Access denied", refusal, lang="en"))


FAULT = WireFault(serve, State.BLOCKED)
