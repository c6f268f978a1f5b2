"""readability-lxml with its default settings; its summary's HTML read as text."""

from __future__ import annotations

import lxml.html
from readability import Document

PACKAGE = "readability-lxml"
HOW = "Document(html, url=url).summary(), as text"


def extract(html: str, url: str | None) -> str | None:
    """The main text; of decoded HTML: before 0.9 readability raises on bytes."""
    summary = Document(html, url=url).summary(html_partial=True)
    root = lxml.html.fragment_fromstring(summary, create_parent="div")
    return "\n".join(text.strip() for text in root.itertext() if text.strip())
