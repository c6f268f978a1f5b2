"""There is no page: it did not load, or what came is no HTML.

The code in the evidence is stable (``timeout-connect``, ``dns``, ``tls``, ``crash``, ``not-html`` …); a
refusal that carries a page of its own is judged by that page. Silent on the kind of what status 402 carries: payment
protocols send JSON.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule

HTML = ("html", "xml", "text/plain")


@ask("the page did not load, or is no HTML")
def look(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    if page.failure is not None:
        return see("load", f"{page.failure.code}: {page.failure.detail}".rstrip(": "))
    if page.content_type and page.status != 402 and not any(kind in page.content_type for kind in HTML):
        return see("header content-type", f"not-html: {page.content_type}")
    return ()


RULE = Rule(State.LOAD_ERROR, look)
