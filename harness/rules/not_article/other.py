"""There is something to read and to click, and no article: nothing holds prose, and nothing says it failed."""

from harness.core.model import Evidence, State
from harness.language import Strength
from harness.reading import Reading, Zone
from harness.rules._cut import reads_on_here
from harness.rules._endings import lone_ellipsis
from harness.rules._kinds import gallery
from harness.rules.match import ask, see, unless
from harness.rules.rule import Rule


@ask("a page with links and words and next to no prose")
def look(reading: Reading) -> tuple[Evidence, ...]:
    links = reading.page.counts.get("a", 0)
    if reading.promise.article and lone_ellipsis(reading):  # all there is of an article
        return ()
    if any(reading.find("truncation", at=(Zone.CUT,), strength=Strength.STRONG)):
        return ()
    if reading.article.words >= 30 or reading.words < 70 or links < 12:
        return ()
    return see("words", f"{reading.words} words, {links} links, {reading.article.words} words of prose")


RULE = Rule(State.NOT_ARTICLE, unless(look, gallery, reads_on_here))
