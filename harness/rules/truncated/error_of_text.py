"""Right below the text stands an error sentence that names the text: the rest of this article did not load.

An error sentence below a whole text is a widget's as a rule; one that speaks of the article is not. It must be the
next thing to read. Silent below long texts, where such a sentence is the next article's that a page would load
when one scrolls.
"""

from harness.model import Evidence, State
from harness.phrases import Strength
from harness.reading import Reading, Zone
from harness.reading.names import names_text
from harness.reading.quotes import quoted
from harness.rules.match import ask, see
from harness.rules.rule import Rule

NEXT = 3
"""Blocks after the text among which the sentence must be."""

LONG = 300
"""Words from which a text is whole though the sentence follows."""

SENTENCE = 40


@ask("an error sentence right below the text that names the article")
def look(reading: Reading) -> tuple[Evidence, ...]:
    blocks, article = reading.page.blocks, reading.article
    if article.end < 0 or article.words >= LONG:
        return ()
    for spot, zone in reading.find("error", at=(Zone.CUT,), strength=Strength.STRONG):
        if spot.index not in article.after[:NEXT]:
            continue
        block = blocks[spot.index]
        if block.words <= SENTENCE and names_text(block.text) and not quoted(block, spot):
            return see(zone.value, block.text, spot.index, spot.start)
    return ()


RULE = Rule(State.TRUNCATED, look)
