"""The whole text stands in the data of the page's scripts and not on the page.

Applications ship what they draw: where nothing drew it, or a part of it only, the text was delivered all the same.
Their data hold other articles, messages and offers as well: they must name the page's headline, hold more running
text than is shown, and the page must call itself an article or show next to nothing.
"""

from harness.core.model import Evidence, Note
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("the data of scripts hold far more of the article than is shown")
def look(reading: Reading) -> tuple[Evidence, ...]:
    found = reading.undrawn
    if found is None:
        return ()
    return see(
        "data in the page's scripts", f"{found.words} words, {round(found.shown * 100)}% of them shown"
    )


RULE = Rule(Note.TEXT_IN_JSONLD, look, beside=True)
