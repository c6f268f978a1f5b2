"""A scraper's text ends in the words of the link to the rest ("Continue reading"), or in a few words and dots.

On a page such a link may unfold a text that is there or lead elsewhere, and a short line with dots may be a button;
in a text without a page, what stood last is where it was cut. Silent for "Read more", which lists of other articles
end with as well, for "Loading…", and for writers who end other lines on dots.
"""

import re
from collections.abc import Iterator

from harness.core.model import Engine, Evidence, State
from harness.language import Spot, Strength
from harness.language.words import ends_in_ellipsis
from harness.observe.observation import Region
from harness.reading import Reading
from harness.reading.prose import MIN_PROSE
from harness.rules.match import any_of, ask, see
from harness.rules.rule import Rule


@ask("the last line of a scraper's text is a link to the rest")
def look(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    if page.engine is not Engine.TEXT or reading.article.end < 0:
        return ()
    last = len(page.blocks) - 1
    for spot, _ in reading.find("truncation", strength=Strength.MEDIUM):
        text = page.blocks[spot.index].text
        whole = not text[: spot.start].strip(" .…[(") and not text[spot.end :].strip(" .…»>→])")
        if spot.index == last and whole and any(c.isalnum() for c in spot.phrase):
            return see("last line", text, last)
    return ()


@ask("the last line of a scraper's text is a few words and dots")
def stub(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    if page.engine is not Engine.TEXT or reading.article.end < 0:
        return ()
    last = len(page.blocks) - 1
    block = page.blocks[last]
    said = any(spot.index == last and any(c.isalnum() for c in spot.phrase) for spot in _all(reading))
    if block.words >= MIN_PROSE or said or block.region is Region.COMMENTS or not _BROKEN.search(block.text):
        return ()
    if any(ends_in_ellipsis(other.text) for other in page.blocks[:last]):
        return ()
    return see("last line", block.text, last)


def _all(reading: Reading) -> Iterator[Spot]:
    return (spot for spots in reading.spots.values() for spot in spots)


_BROKEN = re.compile(r"[^\W_][,;:]?\s?(?:…|\.\.\.)$")

RULE = Rule(State.TRUNCATED, any_of(look, stub))
