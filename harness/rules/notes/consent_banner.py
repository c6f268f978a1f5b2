"""A cookie or privacy notice is up. Over a readable article it is a banner, no wall."""

from harness.core.model import Evidence, Note
from harness.language import Strength
from harness.observe.observation import Region
from harness.reading import Reading, Zone
from harness.rules.match import any_of, ask, phrase, see
from harness.rules.rule import Rule


@ask("a consent box with its words")
def box(reading: Reading) -> tuple[Evidence, ...]:
    for spot, _ in reading.find("consent"):
        if spot.index < len(reading.page.blocks) and reading.page.blocks[spot.index].region is Region.CONSENT:
            return see("consent box", reading.text(spot.index), spot.index, spot.start)
    return ()


RULE = Rule(
    Note.CONSENT_BANNER,
    any_of(phrase("consent", at=tuple(Zone), strength=Strength.STRONG, max_words=250), box),
    beside=True,
)
