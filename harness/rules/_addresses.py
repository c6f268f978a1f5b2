"""What links at the cut lead to. Addresses speak much the same words whatever language the page is in."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

from harness.core.model import Evidence
from harness.reading import Reading
from harness.rules.match import AT_CUT, ask, see

NEAR = 8
"""Visible blocks below the end of the text in which the link of a wall stands, if it stands in no cover."""

LABEL_WORDS = 14
"""A wall's link is a button or a line; longer texts are other articles."""

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


def _leads(reading: Reading, words: re.Pattern[str]) -> tuple[Evidence, ...]:
    """A link of the site's own house, at the cut, whose address has one of ``words``."""
    page, end = reading.page, reading.article.end
    base = page.final_url or page.url or ""
    below = 0
    # covers may stand anywhere in a document
    for index in range(0 if page.overlays else end + 1, len(page.blocks)):
        block = page.blocks[index]
        if block.hidden is not None:
            continue
        below += index > end
        if below > NEAR and not page.overlays:
            break
        if block.href is None or not 0 < block.words <= LABEL_WORDS:
            continue
        if reading.zone(index) not in AT_CUT or (block.overlay < 0 and not 0 < below <= NEAR):
            continue
        there = urlsplit(urljoin(base, block.href))
        address = unquote(f"{there.netloc}{there.path}")
        if words.search(address) and not _LETTERS.search(address) and not _LETTERS.search(block.text):
            return see(f"link to {there.path or there.netloc}", block.text, index)
    return ()


@ask("a link to the site's subscriptions where the article should go on")
def leads_to_subscriptions(reading: Reading) -> tuple[Evidence, ...]:
    return _leads(reading, _SELLS)


@ask("a link to the site's registration where the article should go on")
def leads_to_registration(reading: Reading) -> tuple[Evidence, ...]:
    return _leads(reading, _REGISTERS)
