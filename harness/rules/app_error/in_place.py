"""The application's own error sentence stands in place of the article.

Error sentences in scripts, templates and hidden nodes are shown to nobody, and articles report on errors: the
sentence must be seen, not quoted, and there must be no article. Teasers, legal lines and lists around it are the
site's frame, however long; a longer text counts as frame only where the sentence follows the headline.
"""

from harness.core.model import Evidence, State
from harness.language import Strength
from harness.observe.observation import Region
from harness.reading import Reading, Zone
from harness.rules._cut import says_excerpt
from harness.rules._endings import ERROR_WORDS, error_at_cut
from harness.rules.match import (
    all_of,
    any_of,
    article_shorter_than,
    ask,
    page_shorter_than,
    phrase,
    said,
    see,
    title,
    unless,
)
from harness.rules.rule import Rule

PLACES = (Zone.LEAD, Zone.CUT, Zone.ARTICLE, Zone.OVERLAY)
_QUIET = frozenset(
    {Region.NEWSLETTER, Region.CONSENT, Region.NAV, Region.FOOTER, Region.COMMENTS, Region.RELATED}
)

NO_ARTICLE = 70
"""Fewer words of prose than this are no article beside an error sentence."""

FRAME = 200
"""Fewer words are none where the sentence stands between the headline and them."""

BELOW_HEADLINE = 12
"""Blocks (author, date, share buttons) between a headline and what stands for its text."""


@ask("an error sentence by itself stands where the text would")
def instead(reading: Reading) -> tuple[Evidence, ...]:
    article = reading.article
    for spot, zone, block in said(reading, "error", max_words=ERROR_WORDS):
        if block.region in _QUIET:
            continue
        if article.words < NO_ARTICLE or (article.words < FRAME and _follows_headline(reading, spot.index)):
            return see(zone.value, block.text, spot.index, spot.start)
    return ()


def _follows_headline(reading: Reading, index: int) -> bool:
    blocks = reading.page.blocks
    above = range(index - 1, max(-1, index - 1 - BELOW_HEADLINE), -1)
    headline = next((i for i in above if blocks[i].tag in ("h1", "h2")), None)
    return headline is not None and not any(headline < i < index for i in reading.article.blocks)


RULE = Rule(
    State.APP_ERROR,
    any_of(
        # a text that was cut or is called an excerpt stands above the error: reloading brings no more of it
        unless(instead, error_at_cut, says_excerpt),
        all_of(title("error"), article_shorter_than(70), page_shorter_than(350)),
        # "something went wrong" is said of many things; with next to nothing else on the page it is the page
        all_of(
            phrase("error", at=PLACES, strength=Strength.MEDIUM, max_words=30),
            article_shorter_than(30),
            page_shorter_than(80),
        ),
    ),
)
