"""Lines below a text that are no part of it: credits and legal lines."""

from __future__ import annotations

import re

from harness.observe.observation import Block

_CREDIT = re.compile(
    r"^\s*(?:©|\(c\)\s|copyright|all rights reserved|tags?\s*:|topics?\s*:|filed under|posted in"
    r"|(?:photos?|foto|fotos|bild|bilder|image|images|imagem|immagine|illustration|crédits?|credits?|zdjęcie|kuva)"
    r"(?:\s+[^\W\d_]{3,14}){0,2}\s*:"
    r"|source\s*:|quelle\s*:|by\s+[A-Z]\w+\s+[A-Z]\w+\s*$|follow (?:us|him|her|me|them)\b|\(?(?:dpa|afp|reuters|ap|efe|ansa)[/)\s]"
    r"|published\b|updated\b|last (?:updated|modified)\b|share\b|advertisement|>{2,}|[👉➡➤📲])",
    re.I,
)


def is_credit(block: Block) -> bool:
    """Whether a line is a credit, a legal line, or points elsewhere with an arrow."""
    return block.words < 60 and _CREDIT.match(block.text) is not None
