"""newspaper4k with its default settings, on HTML that was loaded already."""

from __future__ import annotations

from newspaper import Article

PACKAGE = "newspaper4k"
HOW = "Article(url), download(input_html=html), parse()"


def extract(html: str, url: str | None) -> str | None:
    """The main text."""
    article = Article(url or "https://news.example/")
    article.download(input_html=html)
    article.parse()
    text: str | None = article.text
    return text
