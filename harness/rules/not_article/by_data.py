"""The page's own data call it another kind of page: a product with an offer, a collection, a thread.

Blog systems mark every page, listings too, as ``og:type: article``, so a collection counts even then; a Product
in an article's data is a subscription's or a review's subject, so it counts only where no article type stands.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.reading.promise import ARTICLE_TYPES
from harness.rules.match import ask, see
from harness.rules.rule import Rule

KINDS = frozenset({"product", "productgroup", "discussionforumposting", "searchresultspage", "profilepage", "contactpage",
                   "checkoutpage", "aboutpage", "realestatelisting", "jobposting", "softwareapplication",
                   "offercatalog"})  # fmt: skip

FILM_WORDS = 100
"""Below a film stands a line or two; with more text the film illustrates an article."""


@ask("data of a product, collection, thread or profile, and none of an article")
def look(reading: Reading) -> tuple[Evidence, ...]:
    promise = reading.promise
    if reading.words < 30:
        return ()
    kind = next(iter(reading.page.meta.get("og:type", ())), "").lower()
    if kind in (
        "product",
        "product.item",
        "product.group",
        "profile",
        "video.other",
        "music.album",
    ) or kind.endswith(":item"):
        return see("meta og:type", kind)
    if promise.types & ARTICLE_TYPES:
        return ()
    if reading.article.words < FILM_WORDS and (
        kind.startswith(("video.", "music.")) or "videoobject" in promise.types
    ):
        return see("structured data or meta tags", "a film or a record with little text")
    if "collectionpage" in promise.types and not reading.article.semantic:
        return see("structured data", "CollectionPage")
    if "product" in promise.types and not promise.types & {"offer", "aggregateoffer", "productgroup"}:
        return ()
    found = promise.types & KINDS
    return see("structured data", ", ".join(sorted(found))) if found else ()


RULE = Rule(State.NOT_ARTICLE, look)
