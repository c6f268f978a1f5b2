"""Lines below a text that are no part of it: credits, legal lines, and lines that only lead to other articles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from harness.language import Spot
from harness.language.words import ends_a_sentence
from harness.observe.observation import Block

LEADING_WORDS = 30
"""A line of more words that begins with "Related:" has a text of its own."""

_CREDIT = re.compile(
    r"^\s*(?:©|\(c\)\s|copyright|all rights reserved|tags?\s*:|topics?\s*:|filed under|posted in"
    r"|(?:photos?|foto|fotos|bild|bilder|image|images|imagem|immagine|illustration|crédits?|credits?|zdjęcie|kuva)"
    r"(?:\s+[^\W\d_]{3,14}){0,2}\s*:"
    r"|source\s*:|quelle\s*:|by\s+[A-Z]\w+\s+[A-Z]\w+\s*$|follow (?:us|him|her|me|them)\b|\(?(?:dpa|afp|reuters|ap|efe|ansa)[/)\s]"
    r"|published\b|updated\b|last (?:updated|modified)\b|share\b|advertisement|>{2,}|[👉➡➤📲])",
    re.I,
)
_AWAY = re.compile(r"https?://.|www\..|\w[.+-]*@[\w-]+\.\w+$|\w-*\.[a-z]{2,6}(?:/|$)|^[#@][^\W\d_]\w*$")
_MARKS_BEHIND = re.compile(r"(?<!\W)\W+$")
_LEADS = (":", ":>", "】", "]")
"""How phrases end that lead to a headline in the same line."""

_BULLETS = " \t-–—*•·>»→▸►▶|"


def is_credit(block: Block) -> bool:
    """Whether a line is a credit, a legal line, or points elsewhere with an arrow."""
    return block.words < 60 and _CREDIT.match(block.text) is not None


def leads_away(text: str) -> bool:
    """Whether a line ends in an address, a name with an at sign or a hashtag: it is whole without a full stop."""
    words = _MARKS_BEHIND.sub("", text).rsplit(maxsplit=1)
    return bool(words) and _AWAY.search(words[-1]) is not None


def related_lines(blocks: Sequence[Block], spots: Mapping[str, tuple[Spot, ...]]) -> frozenset[int]:
    """The blocks that only lead to other articles, by what they say.

    "Related: …" and its like before a headline; and below a heading that says so, the headlines that follow,
    which end without a full stop.
    """
    found: set[int] = set()
    for one in spots.get("related", ()):
        if one.index >= len(blocks) or one.index in found:
            continue
        block = blocks[one.index]
        if block.hidden is not None or block.words > LEADING_WORDS or block.text[: one.start].strip(_BULLETS):
            continue
        whole = len(block.text.rstrip(" :.!?…»>")) <= one.end
        if not whole and not one.phrase.endswith(_LEADS) and not block.text[one.start : one.end].isupper():
            continue
        found.add(one.index)
        if whole:
            found.update(_headlines(blocks, one.index + 1))
    return frozenset(found)


def _headlines(blocks: Sequence[Block], start: int) -> list[int]:
    """The headlines in a row from ``start`` on."""
    row: list[int] = []
    for i in range(start, min(len(blocks), start + 8)):
        block = blocks[i]
        if block.hidden is not None or not block.text:
            continue
        if block.words > LEADING_WORDS or (
            ends_a_sentence(block.text) and block.text.rstrip()[-1:] not in "?!"
        ):
            break
        row.append(i)
    return row
