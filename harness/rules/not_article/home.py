"""The page's own address is the root of its site: a home page.

A site of one page is a home page too. Silent where the data call it an article: some systems give every article
the root as its canonical address.
"""

from urllib.parse import urlsplit

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.reading.promise import ARTICLE_TYPES
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("the page's own address is the root of the site")
def look(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    if reading.words < 40:
        return ()
    if reading.promise.types & ARTICLE_TYPES and reading.article.share > 0.4:
        return ()
    own = page.links.get("canonical") or next(iter(page.meta.get("og:url", ())), "")
    address = page.final_url or page.url or own
    if own and address and urlsplit(own).path not in ("", "/", "/index.html", "/index.php"):
        return ()
    if (
        address
        and urlsplit(address).path in ("", "/", "/index.html", "/index.php")
        and not urlsplit(address).query
    ) and (urlsplit(address).netloc or own):
        return see("address", f"{address} is the root of its site")
    return ()


RULE = Rule(State.NOT_ARTICLE, look)
