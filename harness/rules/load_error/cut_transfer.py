"""The transfer broke off: the browser or the bytes say that the body is not whole, or is shown up to an error.

A page that merely lacks its end tag is no case: half of all hand-written pages do.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule

CUT = frozenset({"truncated-body", "stalled-body", "too-big", "ill-formed"})
"""Codes of a document that did not come, or is not shown, whole."""


@ask("the capture is known to be incomplete")
def look(reading: Reading) -> tuple[Evidence, ...]:
    partial = reading.page.partial
    if partial is None or partial.code not in CUT:
        return ()
    return see("load", f"{partial.code}: {partial.detail}".rstrip(": "))


RULE = Rule(State.LOAD_ERROR, look)
