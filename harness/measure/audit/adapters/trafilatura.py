"""trafilatura with its default settings."""

from __future__ import annotations

import trafilatura

PACKAGE = "trafilatura"
HOW = "extract(html, url=url)"


def extract(html: bytes, url: str | None) -> str | None:
    """The main text; bytes, whose encoding trafilatura finds itself."""
    text: str | None = trafilatura.extract(html, url=url)
    return text
