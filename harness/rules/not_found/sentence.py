"""A soft 404: served as 200, but title or headline say that the page is not there.

"Not found" and "404" stand in headlines of real articles; they count as a whole part of the title, or as a
headline of a page without an article.
"""

from harness.model import Evidence, State
from harness.phrases import Strength
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


RULE = Rule(
    State.NOT_FOUND,
    all_of(
        any_of(
            title("not_found"),
            headline,
            phrase("not_found", "removed", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE), max_words=60),
        ),
        article_shorter_than(130),
    ),
)
