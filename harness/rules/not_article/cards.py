"""A list of cards: linked headlines, each with a few words below it, make up the page's prose.

A full article has related cards too, but its own prose outweighs theirs. Silent where data call it an article.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.reading.promise import ARTICLE_TYPES
from harness.rules.match import ask, see
from harness.rules.rule import Rule

CARDS = 5
_HEADS = frozenset({"h1", "h2", "h3", "h4"})


@ask("linked headlines with a few words each make up the prose")
def look(reading: Reading) -> tuple[Evidence, ...]:
    article, blocks = reading.article, reading.page.blocks
    if not article.blocks or reading.promise.types & ARTICLE_TYPES:
        return ()
    chosen = set(article.blocks)
    cards = words = 0
    for i, block in enumerate(blocks):
        if (
            block.tag not in _HEADS
            or block.hidden
            or block.link_chars < 0.8 * len(block.text)
            or block.words < 3
        ):
            continue
        below = [
            j for j in range(i + 1, min(i + 4, len(blocks))) if j in chosen and 5 <= blocks[j].words <= 70
        ]
        if below:
            cards += 1
            words += blocks[below[0]].words + (block.words if i in chosen else 0)
    if cards < CARDS or words < 0.5 * article.words:
        return ()
    return see("cards", f"{cards} linked headlines with {words} of {article.words} words")


RULE = Rule(State.NOT_ARTICLE, look)
