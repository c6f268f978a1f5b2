"""The page's own address or title names a kind of page: a category, a tag, a search, a thread, a product, a contact.

Articles are filed under such words too (``/category/politics/long-title``): the word must be the last step but
one, or the last, and nothing in the page's data may call or date it as an article. Titles count for archives and
searches, whose systems write them by a formula ("Zero Waste Archives - Site", "Search results for …").
"""

import re
from urllib.parse import urlsplit

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules._kinds import told_article
from harness.rules.match import all_of, ask, page_longer_than, see, unless
from harness.rules.rule import Rule

_OF_ONE = frozenset(
    "category categories kategorie categorie categoria tag tags schlagwort etiqueta author authors autor auteur search suche "
    "buscar recherche cerca threads thread forum forums product products produkt produit producto prodotto dp itm users "
    "user member members profile collections".split()
)
"""Words after which one more step may come: the name of what is listed or shown."""

_LAST = frozenset(
    "search suche contact contact-us kontakt contacto contatti shop store cart basket warenkorb register signup sign-up photos "
    "videos gallery galleries archive archives archiv sitemap viewtopic.php showthread.php viewforum.php forumdisplay.php "
    "memberlist.php index-of category".split()
)
_TITLE = re.compile(
    r"\b(?:archives?|archiv|archivos|archivi|arquivos?)\s*(?:$|[-–—|•·»])"
    r"|^(?:category|tag|kategorie|schlagwort|catégorie|categoría|categoria|etiqueta)\s*:"
    r"|\b(?:search results? (?:for|of)|results for|suchergebnisse)\b"
    r"|\b(?:résultats (?:de recherche|pour)|resultados (?:de búsqueda|para))\b",
    re.I,
)


@ask("the page's own address names a list, a thread, a product or a form")
def address(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    own = (
        page.links.get("canonical")
        or page.final_url
        or page.url
        or next(iter(page.meta.get("og:url", ())), "")
    )
    steps = [step.lower() for step in urlsplit(own).path.split("/") if step]
    if not steps:
        return ()
    if steps[-1] in _LAST or any(step in _OF_ONE for step in steps[-2:]):
        return see("address", own)
    return ()


@ask("the title is an archive's or a search's")
def titled(reading: Reading) -> tuple[Evidence, ...]:
    title = reading.page.title
    return see("title", title) if _TITLE.search(title) else ()


@ask("address or title name a kind of page")
def named(reading: Reading) -> tuple[Evidence, ...]:
    return address(reading) or titled(reading)


RULE = Rule(State.NOT_ARTICLE, unless(all_of(named, page_longer_than(30)), told_article))
