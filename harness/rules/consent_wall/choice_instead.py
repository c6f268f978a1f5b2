"""A cookie or privacy choice stands instead of the text.

A banner over a readable article is no wall: there must be no main text, and the choice must be what the page
says.
"""

from harness.core.model import Evidence, State
from harness.language import Strength
from harness.observe.observation import Region
from harness.reading import Reading, Zone
from harness.rules.match import (
    all_of,
    any_of,
    article_shorter_than,
    ask,
    page_shorter_than,
    phrase,
    see,
    title,
)
from harness.rules.rule import Rule

ANYWHERE = (Zone.LEAD, Zone.CUT, Zone.ARTICLE, Zone.OVERLAY, Zone.FRAME, Zone.ASIDE)


@ask("most of what is to be read is a consent dialog's")
def dialog(reading: Reading) -> tuple[Evidence, ...]:
    blocks = reading.page.blocks
    words = sum(b.words for b in blocks if b.region is Region.CONSENT and b.hidden is None)
    spots = (s for s, _ in reading.find("consent") if s.index < len(blocks))
    said = next((s for s in spots if blocks[s.index].region is Region.CONSENT), None)
    if said is None or words < 20 or words < 0.5 * reading.words:
        return ()
    return see("consent dialog", blocks[said.index].text, said.index)


RULE = Rule(
    State.CONSENT_WALL,
    any_of(
        all_of(
            phrase("consent_wall", "pay_or_consent", at=ANYWHERE),
            article_shorter_than(180),
            page_shorter_than(700),
        ),
        all_of(title("consent_wall", "consent"), page_shorter_than(500), article_shorter_than(120)),
        all_of(
            phrase("consent", at=ANYWHERE, strength=Strength.STRONG),
            page_shorter_than(160),
            article_shorter_than(80),
        ),
        all_of(dialog, page_shorter_than(200), article_shorter_than(40)),
    ),
)
