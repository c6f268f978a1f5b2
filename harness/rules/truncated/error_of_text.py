"""Right below the text stands an error sentence that names the text: the rest of this article did not load.

An error sentence below a whole text is a widget's as a rule; one that speaks of the article is not. It must be the
next thing to read. Silent below long texts, where such a sentence is the next article's that a page would load
when one scrolls.
"""

from harness.core.model import Evidence, State
from harness.language.speaks_of import names_text
from harness.reading import Reading, Zone
from harness.rules.match import ask, said, see
from harness.rules.rule import Rule

NEXT = 3
"""Blocks after the text among which the sentence must be."""

LONG = 300
"""Words from which a text is whole though the sentence follows."""

SENTENCE = 40


@ask("an error sentence right below the text that names the article")
def look(reading: Reading) -> tuple[Evidence, ...]:
    article = reading.article
    if article.end < 0 or article.words >= LONG:
        return ()
    for spot, zone, block in said(reading, "error", at=(Zone.CUT,), max_words=SENTENCE):
        if spot.index in article.after[:NEXT] and names_text(block.text):
            return see(zone.value, block.text, spot.index, spot.start)
    return ()


RULE = Rule(State.TRUNCATED, look)
