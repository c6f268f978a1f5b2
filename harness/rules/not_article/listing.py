"""A list of teasers: most of the text is links and headlines that lead elsewhere.

A full article with a long related list has its own text in one place; here no container holds a fair share.
Silent where paragraphs of one box stand below the headline.
Silent where one text breaks off in the only dots of its kind: teasers all do.
"""

from harness.core.model import Evidence, State
from harness.observe.observation import Region
from harness.reading import Reading
from harness.rules.match import ask, see, unless
from harness.rules.rule import Rule
from harness.rules.table import surely_cut

_SKIP = frozenset({Region.NAV, Region.FOOTER, Region.HEADER})


@ask("most of the text is links to other pages")
def look(reading: Reading) -> tuple[Evidence, ...]:
    article = reading.article
    said = reading.promise.article or article.semantic
    if said and article.words >= 25 and "collectionpage" not in reading.promise.types:
        return ()
    links = chars = headlines = 0
    for block in reading.page.blocks:
        if block.hidden is not None or block.region in _SKIP:
            continue
        links += block.link_chars
        chars += len(block.text)
        headlines += block.tag in ("h2", "h3", "h4") and block.link_chars > 15
    if chars < 400 or told_below_headline(reading):
        return ()
    dense = links / chars
    if article.words < 90 and (dense > 0.5 or headlines >= 10):
        return see("links", f"{round(dense * 100)}% of the text is links, {headlines} linked headlines")
    if headlines >= 14 and article.share < 0.4 and not reading.promise.article:
        return see("links", f"{headlines} linked headlines, {round(dense * 100)}% of the text is links")
    return ()


PARAGRAPHS, PARAGRAPH = 2, 15
"""So many paragraphs of so many words in a row are a text; a list's own description has one."""

BELOW = 12
"""Blocks (author, date, picture) between a headline and its text."""


def told_below_headline(reading: Reading) -> bool:
    """Whether a headline that is no link has paragraphs of one box below it: an article, however short.

    Teasers stand in boxes of their own, below headlines that are links.
    """
    blocks, article = reading.page.blocks, reading.article
    text = [i for i in article.blocks if blocks[i].words >= PARAGRAPH]
    boxes = [blocks[i].container for i in text]
    if not text or boxes.count(boxes[0]) < PARAGRAPHS or boxes.count(boxes[0]) * 2 <= len(boxes):
        return False
    above = blocks[max(0, text[0] - BELOW) : text[0]]
    return any(b.tag == "h1" and b.words >= 3 and not b.link_chars and b.hidden is None for b in above)


RULE = Rule(State.NOT_ARTICLE, unless(look, surely_cut))
