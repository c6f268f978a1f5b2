"""Teasers of other texts stand on the page: cut with dots, or cards of a headline and a few words.

They look like cut articles to whoever takes them for the text. Beside an article they are its related list; on a
list they are the page.
"""

from harness.core.model import Evidence, Note
from harness.language.words import ends_in_ellipsis
from harness.observe.observation import Region
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule

CUT = 3
CARDS = 5
MOST_WORDS = 80
_SKIP = frozenset({Region.NAV, Region.FOOTER, Region.COMMENTS})


@ask("several teasers that are cut, or cards that outweigh the text")
def look(reading: Reading) -> tuple[Evidence, ...]:
    article, blocks = reading.article, reading.page.blocks
    cut: list[int] = []
    cards: list[int] = []
    head = -9
    for i, block in enumerate(blocks):
        if block.hidden is not None or block.region in _SKIP:
            continue
        if block.words >= 2 and block.link_chars >= 0.8 * len(block.text):
            head = i
        elif 6 <= block.words <= MOST_WORDS and i != article.end:
            if ends_in_ellipsis(block.text):
                cut.append(i)
            if i - head <= 3:
                cards.append(i)
                head = -9
    if len(cut) >= CUT:
        return see("teasers", f"{len(cut)} that are cut", cut[0])
    if len(cards) >= CARDS and 2 * sum(blocks[i].words for i in cards) >= article.words:
        return see("teasers", f"{len(cards)} cards", cards[0])
    return ()


RULE = Rule(Note.LISTING_TEASERS, look, beside=True)
