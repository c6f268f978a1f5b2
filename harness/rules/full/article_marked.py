"""The page's data or markup call it an article, and its text is there."""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("structured data or tags of an article")
def look(reading: Reading) -> tuple[Evidence, ...]:
    if reading.promise.article and reading.article.words >= 25:
        return see("structured data or meta tags", "an article by its own data")
    return ()


RULE = Rule(State.FULL, look, decisive=False)
