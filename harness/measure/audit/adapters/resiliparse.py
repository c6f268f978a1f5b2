"""resiliparse's main content extraction with its default settings."""

from __future__ import annotations

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLTree

PACKAGE = "resiliparse"
HOW = "extract_plain_text(tree, main_content=True)"


def extract(html: bytes) -> str | None:
    """The main text; the encoding is found by resiliparse."""
    tree = HTMLTree.parse_from_bytes(html, detect_encoding(html) or "utf-8")
    text: str = extract_plain_text(tree, main_content=True)
    return text
