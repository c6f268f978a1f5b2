"""A challenge of L402 (once LSAT): 402 with a Lightning invoice in the header ``www-authenticate``.

The price is in the invoice's first part (BOLT 11): a number, a power of ten (m, u, n, p) and the currency. The invoice
and the macaroon are not shown: whoever has both can use what was paid for. Silent on any other status.
"""

import re
from decimal import Decimal

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule

_CHALLENGE = re.compile(r"\b(L402|LSAT)\s", re.I)
_INVOICE = re.compile(r"\binvoice\s*=\s*\"?ln(bcrt|bc|tbs|tb)(\d*)([munp]?)1[02-9ac-hj-np-z]", re.I)
_SHARE = {"": 0, "m": -3, "u": -6, "n": -9, "p": -12}
_CURRENCY = {"bc": "BTC"}


@ask("status 402 and a Lightning invoice to pay")
def look(reading: Reading) -> tuple[Evidence, ...]:
    challenge = reading.page.headers.get("www-authenticate", "")
    scheme = _CHALLENGE.search(challenge) if reading.page.status == 402 else None
    if scheme is None:
        return ()
    invoice = _INVOICE.search(challenge)
    return see("header www-authenticate", f"{scheme[1]}: {_price(invoice) if invoice else 'an invoice'}")


def _price(invoice: re.Match[str]) -> str:
    network, amount, share = (part.lower() for part in invoice.groups())
    currency = _CURRENCY.get(network, "BTC of a test network")
    if not amount:
        return f"{currency}, any amount"
    return f"{currency} {Decimal(amount).scaleb(_SHARE[share]).normalize():f}"


RULE = Rule(State.PAYWALL, look)
