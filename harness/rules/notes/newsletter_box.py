"""A box asks for an address for a newsletter."""

from harness.core.model import Evidence, Note
from harness.language import Strength
from harness.observe.observation import Region
from harness.reading import Reading, Zone
from harness.rules.match import any_of, ask, phrase, see
from harness.rules.rule import Rule


@ask("a box that its class calls a newsletter's, with the word in it")
def box(reading: Reading) -> tuple[Evidence, ...]:
    for spot, _ in reading.find("newsletter"):
        if (
            spot.index < len(reading.page.blocks)
            and reading.page.blocks[spot.index].region is Region.NEWSLETTER
        ):
            return see("newsletter box", reading.text(spot.index), spot.index, spot.start)
    return ()


RULE = Rule(
    Note.NEWSLETTER_BOX,
    any_of(phrase("newsletter", at=tuple(Zone), strength=Strength.STRONG, max_words=80), box),
    beside=True,
)
