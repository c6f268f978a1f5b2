"""Nothing readable, and no script that would bring it."""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("next to no visible words")
def look(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    fields = page.counts.get("input", 0) + page.counts.get("textarea", 0)
    if page.failure is not None or reading.all_words >= 10 or fields >= 2:
        return ()
    return see("visible words", str(reading.all_words))


RULE = Rule(State.EMPTY, look)
