"""The words of the page stand in many boxes, none of them the text: a landing page, a shop window, a service.

An article's paragraphs stand in a row in one box. Guides and reports are built of boxes as well, so it counts
only where nothing dates or signs the text or calls it an article.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules._kinds import dated_or_signed
from harness.rules.match import ask, see, unless
from harness.rules.rule import Rule

LARGEST = 0.4
"""A box with this share of the prose holds the text."""

NAMED_LARGEST = 0.3
"""The same where meta tags call the page an article, as blog systems do with every page."""


@ask("no box holds much of the prose")
def scattered(reading: Reading) -> tuple[Evidence, ...]:
    article, blocks = reading.article, reading.page.blocks
    if article.semantic or reading.words < 120:
        return ()
    boxes: dict[int, int] = {}
    for i in article.blocks:
        if blocks[i].words >= 8:
            boxes[blocks[i].container] = boxes.get(blocks[i].container, 0) + blocks[i].words
    prose = sum(boxes.values())
    if len(boxes) < 4 or prose < 40:
        return ()
    largest = max(boxes.values()) / prose
    named = reading.promise.article
    if largest >= (NAMED_LARGEST if named else LARGEST) or (named and article.share >= 0.35):
        return ()
    return see("boxes", f"{len(boxes)} boxes of text, the largest with {round(largest * 100)}% of it")


RULE = Rule(State.NOT_ARTICLE, unless(scattered, dated_or_signed))
