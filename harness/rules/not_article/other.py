"""There is something to read and to click, and no article: nothing holds prose, and nothing says it failed."""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules._kinds import gallery
from harness.rules.match import ask, see, unless
from harness.rules.rule import Rule
from harness.rules.table import surely_cut


@ask("a page with links and words and next to no prose")
def look(reading: Reading) -> tuple[Evidence, ...]:
    links = reading.page.counts.get("a", 0)
    if reading.article.words > 30 or reading.words < 30 or links < 12:
        return ()
    return see("words", f"{reading.words} words, {links} links, {reading.article.words} words of prose")


RULE = Rule(State.NOT_ARTICLE, unless(look, gallery, surely_cut))
