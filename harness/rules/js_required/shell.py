"""A shell: scripts and a mount point, a spinner or skeleton, and no main text.

Both engines look: what a browser shows after its scripts ran is no shell unless they failed.
"""

from harness.model import Evidence, State
from harness.observation import Observation
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("scripts and next to no visible words")
def look(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    if page.failure is not None or reading.article.words >= 30 or reading.words >= 40 or _fields(page) >= 2:
        return ()
    scripts = page.counts.get("script", 0)
    if page.noscript or scripts >= 1 or page.marks or page.bytes > 20_000:
        return see("visible words", f"{reading.words} beside {scripts} script(s)")
    return ()


def _fields(page: Observation) -> int:
    """Visible form fields: a form is something to see."""
    return page.counts.get("input", 0) + page.counts.get("textarea", 0) - page.counts.get("search", 0)


RULE = Rule(State.JS_REQUIRED, look)
