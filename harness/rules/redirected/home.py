"""An article's address shows the home page or a section: its own canonical address is another, shorter one.

Only when the address asked for is a deep one, the page calls another address its own, and no article is there.
Silent where the address is one of a sign-in page, an offer, a consent or an error page: those are states of their own.
"""

from urllib.parse import urlsplit

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules._sent import stands_in
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("a deep address that shows a page whose own address is the home page or a section")
def look(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    asked = page.redirects[0] if page.redirects else page.url
    if not asked or reading.promise.article:
        return ()
    own = page.links.get("canonical") or next(iter(page.meta.get("og:url", ())), "")
    landed = page.final_url if page.redirects else own
    if not landed or not landed.startswith(("http", "/")) or stands_in(landed):
        return ()
    before, after = _depth(asked), _depth(landed)
    if before >= 2 and after <= (1 if before >= 3 else 0):
        return see("address", f"asked for {urlsplit(asked).path}, the page is {urlsplit(landed).path or '/'}")
    return ()


def _depth(url: str) -> int:
    return len(
        [part for part in urlsplit(url).path.split("/") if part and part not in ("index.html", "index.php")]
    )


RULE = Rule(State.REDIRECTED, look)
