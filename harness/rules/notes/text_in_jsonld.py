"""The whole text stands in the page's data and not on the page."""

from harness.core.model import Evidence, Note
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("articleBody is long and mostly not shown")
def look(reading: Reading) -> tuple[Evidence, ...]:
    promise = reading.promise
    words, shown = promise.body_words, promise.body_shown
    if words is None or shown is None or words < 120 or shown > 0.6 or reading.article.words > 0.75 * words:
        return ()
    return see("articleBody in the page's data", f"{words} words, {round(shown * 100)}% of them shown")


RULE = Rule(Note.TEXT_IN_JSONLD, look, beside=True)
