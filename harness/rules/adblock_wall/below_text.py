"""A demand to switch the ad blocker off stands where the article should go on, and says that it is about the article.

Players ask the same for their video, and notices ask for it as a favour below texts that are whole: the demand must
name the article or reading on, or the text above it must break off. Silent where it speaks of a video, a map or
the comments.
"""

from harness.core.model import Evidence, State
from harness.language.speaks_of import names_text
from harness.reading import Reading, Zone
from harness.rules._endings import ellipsis
from harness.rules._names import of_part
from harness.rules._walls import opposite
from harness.rules.match import ask, said, see, unless
from harness.rules.rule import Rule

BESIDE = 2
"""Blocks of the same notice: its heading, its sentence, its button."""


@ask("a demand to switch the ad blocker off for the article, at its cut")
def look(reading: Reading) -> tuple[Evidence, ...]:
    blocks = reading.page.blocks
    onward = {s.index for cls in ("onward", "truncation") for s in reading.spots.get(cls, ())}
    for spot, zone, block in said(reading, "adblock_wall", at=(Zone.CUT,)):
        if of_part(reading, spot.index):
            continue
        near = range(max(0, spot.index - BESIDE), min(len(blocks), spot.index + BESIDE + 1))
        notice = [i for i in near if i not in reading.article.blocks]
        names = any(names_text(blocks[i].text) or i in onward for i in notice)
        if names or ellipsis(reading):
            return see(zone.value, block.text, spot.index, spot.start)
    return ()


RULE = Rule(State.ADBLOCK_WALL, unless(look, opposite))
