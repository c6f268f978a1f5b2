"""An answer of x402: 402 with ways to pay, as JSON.

Version 1 sends it as the body (``accepts``, each with ``maxAmountRequired``), version 2 in base64 in the header
``payment-required`` (``amount``). Amounts count the asset's smallest unit, and no answer has to tell how many of them
make one: they are shown as they are sent. Silent on any other status, and on JSON of another form.
"""

import json
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule

WAYS = 3
"""Ways to pay that are shown."""


@ask("status 402 and the JSON of x402")
def look(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    if page.status != 402:
        return ()
    body = next((block.text for block in page.blocks if block.text), "")
    for where, text in (("header payment-required", _sent(page.headers)), ("body", body)):
        prices = tuple(see(where, price)[0] for price in _prices(text))
        if prices:
            return prices[:WAYS]
    return ()


def _sent(headers: Any) -> str:
    try:
        return b64decode(headers.get("payment-required", "")).decode("utf-8", "replace")
    except ValueError:
        return ""


def _prices(text: str) -> Iterator[str]:
    try:
        answer = json.loads(text) if text.startswith("{") else {}
    except (ValueError, RecursionError):
        return
    ways = answer.get("accepts")
    for way in ways if isinstance(ways, list) else ():
        amount = way.get("maxAmountRequired", way.get("amount")) if isinstance(way, dict) else None
        if isinstance(amount, str | int):
            yield f"{amount} of the smallest unit of {_asset(way)}, network {way.get('network', 'unknown')}"


def _asset(way: dict[str, Any]) -> str:
    """The asset by its name where that is sent along, else by its address."""
    extra = way.get("extra")
    name = extra.get("name") if isinstance(extra, dict) else None
    return str(name or way.get("asset", "an unnamed asset"))


RULE = Rule(State.PAYWALL, look)
