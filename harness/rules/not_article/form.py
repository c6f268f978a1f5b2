"""The page is a form: contact, registration, sign-up, a survey; its fields are what there is to see.

Every page has a search field and a newsletter box: several fields must be seen, and next to no prose.
"""

from harness.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("several form fields and next to no prose")
def look(reading: Reading) -> tuple[Evidence, ...]:
    counts = reading.page.counts
    fields = counts.get("input", 0) - counts.get("search", 0) + 2 * counts.get("textarea", 0)
    if fields < 3 or not counts.get("form", 0) or reading.article.words >= 120 or reading.all_words < 6:
        return ()
    if reading.promise.article and reading.article.words >= 25:
        return ()
    return see("form", f"{fields} fields beside {reading.article.words} words of prose")


RULE = Rule(State.NOT_ARTICLE, look)
