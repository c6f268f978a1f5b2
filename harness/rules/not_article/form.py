"""The page is a form: contact, registration, sign-up, a survey; its fields are what there is to see.

Every page has a search field and a newsletter box: several fields must be seen, and next to no prose. One field is
enough where the headline stands over it and its label, and nothing else is there. Silent where the little text there
is breaks off: it is what a cut left of an article.
"""

from harness.core.model import Evidence, State
from harness.observe.observation import Region
from harness.reading import Reading
from harness.rules.match import any_of, ask, see, unless
from harness.rules.rule import Rule
from harness.rules.table import surely_cut


@ask("several form fields and next to no prose")
def look(reading: Reading) -> tuple[Evidence, ...]:
    counts = reading.page.counts
    fields = counts.get("input", 0) - counts.get("search", 0) + 2 * counts.get("textarea", 0)
    if fields < 3 or not counts.get("form", 0) or reading.article.words >= 120 or reading.all_words < 6:
        return ()
    if reading.promise.article and reading.article.words >= 25:
        return ()
    return see("form", f"{fields} fields beside {reading.article.words} words of prose")


_ASKING = frozenset({"label", "form", "legend"})
_FIELDS = frozenset({"input", "select", "textarea", "button"})
BELOW = 5
"""Blocks below the headline in which the one field stands."""


@ask("a headline over a labelled field, and nothing else")
def one_field(reading: Reading) -> tuple[Evidence, ...]:
    blocks = reading.page.blocks
    if reading.article.words >= 20 or reading.words >= 60 or not reading.page.counts.get("form", 0):
        return ()
    for i, block in enumerate(blocks):
        if (
            block.tag not in ("h1", "h2")
            or block.hidden
            or block.words < 2
            or block.region is not Region.BODY
        ):
            continue
        below = [b for b in blocks[i + 1 : i + 1 + BELOW] if b.hidden is None]
        if any(b.tag in _ASKING and b.words >= 2 for b in below) and any(b.tag in _FIELDS for b in below):
            return see("form", f"{block.text}: one field", i)
    return ()


RULE = Rule(State.NOT_ARTICLE, unless(any_of(look, one_field), surely_cut))
