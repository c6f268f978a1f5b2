"""Many prices, each in a box of its own: a shop's list, a price list, a product with its variants.

Articles compare prices in running text, and have shop windows below: a price must be all that its box says, six
times before the text ends, and nothing may date or sign the page as an article.
"""

import re

from harness.core.model import Evidence, State
from harness.observe.observation import Region
from harness.reading import Reading
from harness.rules._kinds import dated_or_signed
from harness.rules.match import ask, see, unless
from harness.rules.rule import Rule

MANY = 6
_CURRENCY = r"(?:US\$|[$€£¥₹₽₩₺₴₫]|zł|kr\.?|Kč|Ft|lei|R\$|(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK|AUD|CAD|INR|JPY)\b|元|円|원)"
_PRICE = re.compile(
    rf"\W*(?:{_CURRENCY}\s?\d[\d., '’]*+|\d[\d., '’]*+[-–]?\s?{_CURRENCY})(?:\s?[-–*]{{1,2}})?\W*", re.I
)
_SKIP = frozenset({Region.NAV, Region.FOOTER, Region.COMMENTS})


@ask("six prices, each alone in its box")
def look(reading: Reading) -> tuple[Evidence, ...]:
    end = reading.article.end
    found = [
        i
        for i, block in enumerate(reading.page.blocks[: end if end >= 0 else None])
        if 0 < len(block.text) <= 24 and block.region not in _SKIP and _PRICE.fullmatch(block.text)
    ]
    if len(found) < MANY:
        return ()
    return see("prices", f"{len(found)} prices, each alone: {reading.page.blocks[found[0]].text}", found[0])


RULE = Rule(State.NOT_ARTICLE, unless(look, dated_or_signed))
