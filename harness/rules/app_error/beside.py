"""The application's own error sentence is seen beside or after an article: a part of the page failed.

Silent for players, forms, comments and quotations; an article's own paragraphs are no error message.
"""

from harness.core.model import Evidence, State
from harness.observe.observation import Region
from harness.reading import Reading, Zone
from harness.rules.match import ask, said, see
from harness.rules.rule import Rule

_QUIET = frozenset({Region.NEWSLETTER, Region.CONSENT, Region.NAV})


@ask("an error sentence by itself, beside or after the article")
def look(reading: Reading) -> tuple[Evidence, ...]:
    for spot, zone, block in said(reading, "error", max_words=50):
        if block.region not in _QUIET and zone is not Zone.ARTICLE:
            return see(zone.value, block.text, spot.index, spot.start)
    return ()


RULE = Rule(State.APP_ERROR, look, beside=True)
