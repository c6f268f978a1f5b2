"""The page was stopped before it showed anything: it hung, crashed, or went over a budget.

A page that is stopped and can be read all the same is judged by what it shows; the rule ``load_error/disturbed``
then keeps what happened in the verdict. Silent when there are a few words to read: they may be a robot check
that reloads itself. Silent, too, where a saved page's script left for an address that is not saved with it: the page
did load, and whether its script leaves before or after the last tag is a matter of milliseconds.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.load_error.cut_transfer import CUT
from harness.rules.match import ask, see
from harness.rules.rule import Rule

FEW = 12
"""Words below which nothing is there to be judged."""


@ask("the page was stopped, and shows next to nothing")
def look(reading: Reading) -> tuple[Evidence, ...]:
    partial = reading.page.partial
    if partial is None or partial.code in CUT or partial.code == "left" or reading.all_words >= FEW:
        return ()
    return see("load", f"{partial.code}: {partial.detail}".rstrip(": "))


RULE = Rule(State.LOAD_ERROR, look)
