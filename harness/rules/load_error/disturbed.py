"""The page had to be stopped, or did not come to rest, and was read as it stood.

Circumstantial: an endless script on a whole article leaves a whole article. It is kept in the verdict, so that
one that looks odd can be explained.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.load_error.cut_transfer import CUT
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("the page was stopped, and read as it stood")
def look(reading: Reading) -> tuple[Evidence, ...]:
    partial = reading.page.partial
    if partial is None or partial.code in CUT:
        return ()
    return see("load", f"{partial.code}: {partial.detail}".rstrip(": "))


RULE = Rule(State.LOAD_ERROR, look, decisive=False)
