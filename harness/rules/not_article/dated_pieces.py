"""The text is made of dated pieces one below the other: a thread, a timeline, the front page of a blog.

An article has one date. Live blogs and chronicles have many, and say what they are in their data; pictures in a
series carry dates in their captions: the dates must stand in boxes of one kind, with text of its own below each.
"""

from harness.core.model import Evidence, State
from harness.observe.observation import Region
from harness.reading import Reading
from harness.rules._kinds import is_stamp, told_article
from harness.rules.match import ask, see, unless
from harness.rules.rule import Rule

PIECES = 5
_SKIP = frozenset({Region.NAV, Region.FOOTER, Region.COMMENTS, Region.ASIDE, Region.RELATED})


@ask("five or more dates, each with its own piece of the text below")
def look(reading: Reading) -> tuple[Evidence, ...]:
    article, page = reading.article, reading.page
    if not article.blocks:
        return ()
    kinds: dict[tuple[str, str, str], list[int]] = {}
    for i in range(max(0, article.blocks[0] - 4), article.end + 1):
        block = page.blocks[i]
        if block.region not in _SKIP and block.tag != "figcaption" and is_stamp(block):
            box = page.containers[block.container]
            kinds.setdefault((block.tag, box.tag, box.names), []).append(i)
    stamps = max(kinds.values(), key=len, default=[])
    if len(stamps) < PIECES:
        return ()
    text = set(article.blocks).difference(stamps)
    pieces = [
        sum(page.blocks[i].words for i in range(a + 1, b) if i in text)
        for a, b in zip(stamps, [*stamps[1:], article.end + 1], strict=True)
    ]
    filled = [words for words in pieces if words >= 8]
    if len(filled) < PIECES or sum(pieces) < 0.6 * article.words or max(pieces) > 0.5 * article.words:
        return ()
    return see("dates", f"{len(stamps)} dates with text of their own below", stamps[0])


RULE = Rule(State.NOT_ARTICLE, unless(look, told_article))
