"""Class words by which a page itself says what a box holds: the article's text, or the lead above it."""

from __future__ import annotations

import re

from harness.observe.observation import Container

_TEXT = re.compile(
    r"(?:^|[\s_-])(?:article-?(?:body|content|text|copy)[^\W_]*|articlebody|story-?(?:body|content|text)[^\W_]*|storytext|entry-?content"
    r"|post-?(?:body|content|text|entry)|body-?(?:copy|text|content)|content-?(?:body|text)|rich-?text|news-?(?:body|text|content|detail)"
    r"|single-content|td-post-content|available-content|text-content|field-name-body|field--name-body|prose|artikel-?(?:text|body|inhalt)?"
    r"|texto|cuerpo|contenu|testo|singlepost)(?:$|[\s_-])",
    re.I,
)
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|preamble|standfirst|stand-first|dek|chapo|chapeau|ingress|vorspann|anrei(?:ss|ß)er|entradilla|bajada"
    r"|copete|sommario|occhiello|sumario|intro|subtitle|sub-?head(?:line)?|sapo)(?:$|[\s_-])",
    re.I,
)


def names_text(container: Container) -> bool:
    """Whether the page names ``container`` as an article's text."""
    return "articlebody" in container.itemprop.lower() or _TEXT.search(container.names) is not None


def names_lead(container: Container) -> bool:
    """Whether the page names ``container`` as what stands above the text and sums it up."""
    return _LEAD.search(container.names) is not None
