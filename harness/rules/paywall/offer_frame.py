"""A vendor's offer frame is seen right where the text is cut.

Its words are in another document, which a static look cannot read; so the text itself must be cut.
"""

import re

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import all_of, ask, see
from harness.rules.rule import Rule
from harness.rules.table import surely_cut

_OFFER = re.compile(
    r"paywall|tinypass|piano\\.io|poool|zephr|evolok|pelcro|leaky|subscribe|subscription|abo(?:shop|nnement)|checkout/(?:template|offer)",
    re.I,
)


@ask("a visible frame of offers right after the text")
def frame(reading: Reading) -> tuple[Evidence, ...]:
    end = reading.article.end
    for one in reading.page.frames:
        if one.visible and end < one.block <= end + 6 and _OFFER.search(one.src):
            return see("visible frame", one.src)
    return ()


RULE = Rule(State.PAYWALL, all_of(frame, surely_cut))
