"""Where the article should go on, the page asks for a free account, an e-mail address or its app.

"Sign up" stands in every header, and newsletter boxes ask for an address beside full texts: the phrase must
speak of reading on. Where an account is enough it is this state, even if a subscription is offered beside it.
"""

from harness.core.model import Evidence, State
from harness.language import Strength
from harness.reading import Reading
from harness.reading.quotes import quoted
from harness.rules._names import of_part
from harness.rules._walls import opposite, runs_to_its_end
from harness.rules.match import AT_CUT, NOTICE_WORDS, ask, see, unless
from harness.rules.rule import Rule


@ask("an account is demanded, and no price or subscription in the same notice")
def account(reading: Reading) -> tuple[Evidence, ...]:
    paid = {
        s.index
        for cls in ("paywall", "price")
        for s in reading.spots.get(cls, ())
        if s.strength is not Strength.WEAK
    }
    for spot, zone in reading.find("registration", "app_only", at=AT_CUT, strength=Strength.STRONG):
        block = reading.page.blocks[spot.index] if spot.index < len(reading.page.blocks) else None
        if spot.index in paid or (block is not None and (block.words > NOTICE_WORDS or quoted(block, spot))):
            continue
        if of_part(reading, spot.index):
            continue
        return see(zone.value, reading.text(spot.index), spot.index, spot.start)
    return ()


RULE = Rule(State.REGISTRATION_WALL, unless(account, opposite, runs_to_its_end))
