"""The document links the next page of itself: ``rel=next`` to its own address with a page number.

``rel=next`` also names the next post of a blog: only an address that is this one's plus a number counts.
``/page/2/`` is how blogs number their lists.
"""

import re
from urllib.parse import urljoin, urlsplit

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule

_PAGE = re.compile(
    r"^(?:/?(?:seite|p|pagina)?[/_-]?\d{1,2}/?(?:\.\w+)?|[?&](?:page|seite|p|pg|pagina|paged?|start)=\d{1,2})$",
    re.I,
)


@ask("rel=next leads to this address with a page number")
def look(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    own = (
        page.final_url
        or page.url
        or page.links.get("canonical")
        or next(iter(page.meta.get("og:url", ())), "")
    )
    following = page.links.get("next")
    if not own or not following or reading.article.words < 40:
        return ()
    here, there = urlsplit(own), urlsplit(urljoin(own, following))
    if here.netloc.removeprefix("www.") != there.netloc.removeprefix("www."):
        return ()
    base = re.sub(r"\.\w{2,5}$|/$", "", here.path)
    if len(base) < 2 or not there.path.startswith(base) or here.query:
        return ()
    rest = there.path[len(base) :] if there.path.rstrip("/") != here.path.rstrip("/") else ""
    rest += f"?{there.query}" if there.query else ""
    return (
        see("link rel=next", there.path + (f"?{there.query}" if there.query else ""))
        if _PAGE.match(rest)
        else ()
    )


RULE = Rule(State.TRUNCATED, look)
