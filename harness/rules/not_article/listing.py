"""A list of teasers: most of the text is links and headlines that lead elsewhere.

A full article with a long related list has its own text in one place; here no container holds a fair share.
Silent where one text breaks off in the only dots of its kind: teasers all do.
"""

from harness.model import Evidence, State
from harness.observation import Region
from harness.reading import Reading
from harness.rules._cut import lone_ellipsis
from harness.rules.match import ask, see, unless
from harness.rules.rule import Rule

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
    if chars < 400:
        return ()
    dense = links / chars
    if article.words < 90 and (dense > 0.5 or headlines >= 10):
        return see("links", f"{round(dense * 100)}% of the text is links, {headlines} linked headlines")
    if headlines >= 14 and article.share < 0.4 and not reading.promise.article:
        return see("links", f"{headlines} linked headlines, {round(dense * 100)}% of the text is links")
    return ()


RULE = Rule(State.NOT_ARTICLE, unless(look, lone_ellipsis))
