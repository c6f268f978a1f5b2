"""The page's data say that the article is not free.

A publisher's policy, not the state of this page: most real pages that carry it hold the whole text.
"""

from harness.core.model import Evidence, Note
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule

_LOCKED = frozenset({"locked", "metered", "premium", "paid"})


@ask("isAccessibleForFree is false, or the content tier is locked or metered")
def look(reading: Reading) -> tuple[Evidence, ...]:
    if reading.promise.free is False:
        return see("structured data", "isAccessibleForFree: false")
    if reading.promise.tier in _LOCKED:
        return see("meta content tier", reading.promise.tier)
    return ()


RULE = Rule(Note.MARKED_NOT_FREE, look, beside=True)
