"""A soft 404: served as 200, but title or headline say that the page is not there.

"Not found" and "404" stand in headlines of real articles; they count as a whole part of the title, or as a
headline of a page without an article. Where title, headline and the sentence below it all say so, whatever else
stands on the page is no article either: legal lines, teasers, notes.
"""

from harness.core.model import Evidence, State
from harness.language import Strength
from harness.reading import Reading, Zone
from harness.rules.match import all_of, any_of, article_shorter_than, ask, phrase, see, title
from harness.rules.rule import Rule


@ask("the headline says that the page is not there")
def headline(reading: Reading) -> tuple[Evidence, ...]:
    for spot, zone in reading.find("not_found", "removed", strength=Strength.MEDIUM):
        if zone in (Zone.FRAME, Zone.ASIDE):
            continue
        block = reading.page.blocks[spot.index]
        if block.tag in ("h1", "h2") and block.words <= 14:
            return see("headline", block.text, spot.index)
    return ()


WHOLE = 0.8
"""Share of a headline that is the phrase itself."""

MOST_WORDS = 40
"""The sentence's block has no more."""

BELOW = 4
"""Blocks below the headline in which the sentence stands."""


@ask("the headline is nothing else, and a sentence below it says so once more")
def headline_and_sentence(reading: Reading) -> tuple[Evidence, ...]:
    blocks = reading.page.blocks
    heads = [
        spot.index
        for spot, _ in reading.find("not_found", "removed")
        if spot.index < len(blocks)
        and blocks[spot.index].tag == "h1"
        and spot.end - spot.start >= WHOLE * len(blocks[spot.index].text)
    ]
    for spot, _ in reading.find("not_found", "removed", strength=Strength.MEDIUM):
        for head in heads if spot.index < len(blocks) else ():
            if head < spot.index <= head + BELOW and blocks[spot.index].words <= MOST_WORDS:
                return see("headline", blocks[head].text, head) + see(
                    "below it", blocks[spot.index].text, spot.index
                )
    return ()


RULE = Rule(
    State.NOT_FOUND,
    any_of(
        all_of(
            any_of(
                title("not_found"),
                headline,
                phrase("not_found", "removed", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE), max_words=60),
            ),
            article_shorter_than(130),
        ),
        all_of(title("not_found"), headline_and_sentence),
    ),
)
