"""What kind of page this is: what its system wrote on its root, and what dates or signs an article.

Systems that make pages name the kind of page in the class of ``body`` or ``html``, in words of their own
(WordPress ``single-post`` and ``archive``, Drupal ``node-type-article``, Shopify ``template-product``); no
theme changes them, since style sheets hang on them.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from harness.core.model import Evidence
from harness.observe.observation import Block, Region
from harness.reading import Reading
from harness.reading.promise import ARTICLE_TYPES
from harness.reading.prose import FEW_WORDS
from harness.rules.match import ask, hits, see
from harness.rules.rule import Matcher

ARTICLE_ROOTS = (
    "body.single", "body.single-post", "body.post-template", "body.node-type-article", "body.page-node-type-article",
    "body.node--type-article", "body.path-node", "body.page-node", "body.com_content.view-article", "body.item-view",
    "body.view-item", "body.article", "body.article-page", "body.post", "body.story",
)  # fmt: skip
"""WordPress, Ghost, Drupal, Joomla, Blogger, Squarespace, and systems of houses: the page of one post, node or item."""


def root_of_kind(*selectors: str) -> Matcher:
    """The page's root carries a system's word for a kind of page, and none for the page of one post."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        found = next((s for s, _ in hits(reading, selectors)), None)
        if found is None or any(True for _ in hits(reading, ARTICLE_ROOTS)):
            return ()
        return see("root of the page", found)

    asks = f"the page's root is one of {', '.join(selectors)}, and no single post's"
    return Matcher(look, (*selectors, *ARTICLE_ROOTS), asks=asks)


STAMP = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}(?!\d))|\b(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]|年\s?\d{1,2}月)\s?\d{1,2}"
    r"|\b\d{1,2}\.?(?:st|nd|rd|th)?(?: de)?,? [^\W\d_]{3,10}\.?(?: de|,)? (?:19|20)\d\d\b"
    r"|\b[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b"
    r"|\b\d+ (?:second|minute|hour|day|week|month|year)s? ago\b|\b\d{1,2} [^\W\d_]{3,10} \d{1,2}:\d\d\b",
    re.I,
)
"""A date with its day, in figures or with the month's name in any language, or how long ago it was."""

STAMP_WORDS = 15
"""A block of more words that holds a date is no dateline."""

_SIGNED = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author|auteur|autor|published|pub-?date|date-?line|posted-on)", re.I
)
_BY = re.compile(
    r"(?:By|Von|Par|Por|Door|Text|Autor|Author|Auteur)\s?:?\s?[A-ZÀ-Þ][\w'’.-]+\s+[A-ZÀ-Þ](?:[\w'’.-]*\w|['’.-])\W*(?:$|[,|·•–-])"
)
"""A line that is a signature: a name after "by", and no more."""

_META = (
    "article:published_time", "article:author", "pubdate", "publishdate", "publish-date", "datepublished", "dc.date",
    "dc.date.issued", "dcterms.date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "citation_publication_date",
)  # fmt: skip
_DATED_PATH = re.compile(r"/(?:19|20)\d\d[/-]\d\d?(?:[/-]|$)")
_NEAR = 18


def is_stamp(block: Block) -> bool:
    """Whether a block is a dateline: short, seen, with a date in it."""
    return block.hidden is None and 0 < block.words <= STAMP_WORDS and STAMP.search(block.text) is not None


@ask("the page's data, address or root call the text an article")
def told_article(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    if found := reading.promise.types & ARTICLE_TYPES:
        return see("structured data", ", ".join(sorted(found)))
    for name in _META:
        if page.meta.get(name) and page.meta[name][0].strip():
            return see(f"meta {name}", page.meta[name][0])
    own = page.links.get("canonical") or page.final_url or page.url or ""
    if _DATED_PATH.search(urlsplit(own).path):
        return see("address", own)
    if any(True for _ in hits(reading, ARTICLE_ROOTS)):
        return see("root of the page", "a single post's")
    return ()


@ask("something dates or signs the text, or calls it an article")
def dated_or_signed(reading: Reading) -> tuple[Evidence, ...]:
    page, article = reading.page, reading.article
    if told := told_article(reading):
        return told
    first = article.blocks[0] if article.blocks else 0
    for i in range(max(0, first - _NEAR), min(len(page.blocks), article.end + 4)):
        block = page.blocks[i]
        if block.region in (Region.NAV, Region.FOOTER, Region.COMMENTS, Region.RELATED):
            continue
        if (i <= first + 3 or i > article.end) and is_stamp(block):
            return see("a date at the text", block.text, i)
        if i <= first + 3 and block.words <= STAMP_WORDS and _BY.match(block.text):
            return see("a signature at the text", block.text, i)
        if block.words and _SIGNED.search(page.containers[block.container].names):
            return see("a signature at the text", block.text, i)
    return ()


CAPTIONS = 5
"""Captions from which pictures tell a story."""


@ask("the captions of a row of pictures are the text")
def gallery(reading: Reading) -> tuple[Evidence, ...]:
    blocks = reading.page.blocks
    captions = [
        i
        for i, b in enumerate(blocks)
        if b.tag == "figcaption" and b.hidden is None and b.words >= CAPTION_WORDS
    ]
    words = sum(blocks[i].words for i in captions)
    if not reading.promise.article or len(captions) < CAPTIONS or words < FEW_WORDS:
        return ()
    return see("captions", f"{len(captions)} captions, {words} words", captions[-1])


CAPTION_WORDS = 8
"""Words of a caption that tells something; shorter ones name who is seen, or who took the picture."""
