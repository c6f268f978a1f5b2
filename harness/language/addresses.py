"""What a link's address says of where it leads: sites use much the same words whatever language the page is in."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_EDGE = r"(?:^|[/._=&?-])"
_SELLS = re.compile(
    _EDGE
    + r"(?:subscribe|subscribers?|subscriptions?|abo|abos|aboshop|abo-?shop|abonnement[^\W_]*|abonnieren|"
    r"abonne[rz][^\W_]*|abonnes?|abonați|abbonament[oi]|abbonati|suscri(?:be|bete|birse|pcion|pciones|ptor[^\W_]*)|"
    r"assin(?:e|ar|atura|aturas)|prenumer[^\W_]+|tilaa|tilaus|subskrypcj[^\W_]+|predplat[^\W_]+|előfizetés|elofizetes[^\W_]*|"
    r"pretplat[^\W_]+|naročnin[^\W_]*|abonamente?|abonelik|podpiska|peredplat[^\W_]+|berlangganan|"
    r"memberships?|become-a-member|paywall|kiosk|checkout)(?:$|[/._=&?-])",
    re.I,
)
_REGISTERS = re.compile(
    _EDGE
    + r"(?:register|registration|registrieren|registrierung|registro|registrarse|registrati|inscription|"
    r"inscription-gratuite|cadastro|cadastrar|registreren|rejestracja|create-?account|sign-?up|signup)(?:$|[/._=&?-])",
    re.I,
)
_LETTERS = re.compile(r"newsletter|e-?mail|nyhetsbrev|nieuwsbrief|brief|boletin|podcast|push|rss|alert", re.I)
"""What one subscribes to for nothing."""


def sells(address: str, label: str = "") -> bool:
    """Whether a link leads to the site's subscriptions.

    Args:
        address: its absolute address.
        label: what it says; what one subscribes to for nothing says so there.
    """
    return _leads(_SELLS, address, label)


def registers(address: str, label: str = "") -> bool:
    """Whether a link leads to the site's page for new accounts."""
    return _leads(_REGISTERS, address, label)


def _leads(words: re.Pattern[str], address: str, label: str) -> bool:
    there = urlsplit(address)
    place = unquote(f"{there.netloc}{there.path}")
    return words.search(place) is not None and not _LETTERS.search(place) and not _LETTERS.search(label)
