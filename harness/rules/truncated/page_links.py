"""Right below the text, a link leads to this very address with the number 2 at its end: page 2, in any language.

Lists of comments and of articles are numbered, too: they stand in regions of their own, or hold no text.
"""

import re
from urllib.parse import urljoin, urlsplit

from harness.core.model import Evidence, State
from harness.observe.observation import Region
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule

NEAR = 15
"""Blocks below the end of the text in which its page numbers stand: pictures, credits and buttons come between."""

_SECOND = re.compile(
    r"^(?:[/_-](?:(?:seite|page|p|pagina|pag|halaman|strona|side)[/_-]?)?2/?(?:\.\w+)?|[?&](?!\w*com|cp)\w{1,12}=2)$",
    re.I,
)
"""Sites call the page's number what they like; what is called after comments counts those."""

_LISTS = frozenset({Region.COMMENTS, Region.RELATED, Region.FOOTER})


@ask("a link to page 2 of this address right below the text")
def look(reading: Reading) -> tuple[Evidence, ...]:
    page, article = reading.page, reading.article
    if article.words < 40 or not (reading.promise.article or article.semantic):
        return ()
    own = page.final_url or page.url or page.links.get("canonical") or ""
    here = urlsplit(own)
    base = re.sub(r"\.\w{2,5}$|/$", "", here.path)
    if len(base) < 2 or here.query:
        return ()
    for index in range(article.end + 1, min(article.end + 1 + NEAR, len(page.blocks))):
        block = page.blocks[index]
        if block.href is None or "2" not in block.href or block.region in _LISTS or block.words > 12:
            continue
        there = urlsplit(urljoin(own, block.href))
        if there.netloc != here.netloc or not there.path.startswith(base):
            continue
        rest = there.path[len(base) :] if there.path.rstrip("/") != here.path.rstrip("/") else ""
        rest += f"?{there.query}" if there.query else ""
        if _SECOND.match(rest) and not rest.startswith("/page/"):  # so lists are numbered
            return see(f"link to {rest}", block.text, index)
    return ()


RULE = Rule(State.TRUNCATED, look)
