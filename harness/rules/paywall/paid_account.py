"""A notice where the article should go on demands an account and, in the same breath, calls the text paid.

"Register to read on" alone is a registration wall; with "for paying members" or a price beside it in the same
notice, the account is a paid one. Either half is on many full pages: in headers, on the cards of other articles.
Silent for notices elsewhere, and for wording that opens the article to all.
"""

from harness.core.model import Evidence, State
from harness.language import Strength
from harness.reading import Reading
from harness.reading.quotes import quoted
from harness.rules._walls import opposite, runs_to_its_end
from harness.rules.match import AT_CUT, NOTICE_WORDS, ask, see, unless
from harness.rules.rule import Rule


@ask("one notice demands an account and calls the text paid")
def paid_account(reading: Reading) -> tuple[Evidence, ...]:
    paid = {spot.index for spot, _ in reading.find("paywall", "price", at=AT_CUT, strength=Strength.MEDIUM)}
    for spot, zone in reading.find("registration", at=AT_CUT, strength=Strength.STRONG):
        block = reading.page.blocks[spot.index] if spot.index < len(reading.page.blocks) else None
        if spot.index not in paid or (block and (block.words > NOTICE_WORDS or quoted(block, spot))):
            continue
        return see(zone.value, reading.text(spot.index), spot.index, spot.start)
    return ()


RULE = Rule(State.PAYWALL, unless(paid_account, opposite, runs_to_its_end))
