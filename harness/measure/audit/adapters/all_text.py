"""No extractor at all: every text of the page but scripts and styles, as simple scrapers take it."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

PACKAGE = "selectolax"
HOW = "all text of the body but scripts and styles"


def extract(html: str) -> str | None:
    """All text."""
    parser = LexborHTMLParser(html)
    parser.strip_tags(["script", "style", "noscript", "template"])
    return parser.body.text(separator="\n", strip=True) if parser.body is not None else None
