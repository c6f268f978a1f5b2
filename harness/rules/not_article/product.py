"""A product page: it can be bought here.

Shops print "add to cart" beside other articles' books as well: the page must not be an article by its data, or
the cart must be a product's own.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.reading.promise import ARTICLE_TYPES
from harness.rules.match import hits, see
from harness.rules.rule import Matcher, Rule

CART = (
    '[class*="add-to-cart" i]',
    '[class*="addtocart" i]',
    '[id*="add-to-cart" i]',
    'button[name="add-to-cart"]',
    '[data-testid*="add-to-cart" i]',
    '[class*="product-price" i]',
    ".product_title",
    '[class*="product-detail" i]',
    '[itemprop="price"]',
    '[itemtype$="schema.org/Product"]',
)


def look(reading: Reading) -> tuple[Evidence, ...]:
    if reading.promise.types & ARTICLE_TYPES or (reading.article.semantic and reading.article.share > 0.5):
        return ()
    found = [(s, h) for s, h in hits(reading, CART) if h.visible and h.filled]
    kinds = {selector for selector, _ in found}
    if len(kinds) >= 2:
        return see(f"visible {found[0][0]}", found[0][1].text, found[0][1].block)
    return ()


RULE = Rule(State.NOT_ARTICLE, Matcher(look, CART, asks="a product's cart and price"))
