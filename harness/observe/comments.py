"""Where the readers' comments begin, on pages and in texts that only a heading tells it of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harness.observe.observation import Block, Region

BEFORE = 60
"""Words of text from which a heading "Comments" begins the readers' part; above, it is a label beside the date."""

MOST_CHARS = 80
"""A longer text is no heading "Comments", and is not looked at: a row of signs would take its square in time."""

_WORDS = 5
_PARAGRAPH = 20
_HEADING = re.compile(
    r"\W*(?:(?:all|view|show|tous|vos|tous vos|todos los|alle|deine|ihre|leser-?|user|readers'?)\W*)?(?:\d+\W*)?"
    r"(?:comments?|leave a (?:comment|reply)|post a comment|join the (?:conversation|discussion)|responses"
    r"|kommentare?|leserkommentare|kommentieren|(?:einen )?kommentar (?:schreiben|verfassen|abgeben)|schreibe einen kommentar"
    r"|commentaires?|réactions|laisser un commentaire|ajouter un commentaire"
    r"|comentarios?|comentar|deja un comentario|comentários?|deixe um comentário|commenti|lascia un commento"
    r"|reacties|geef een reactie|komentarze|komentarzy|dodaj komentarz|kommentarer|lämna en kommentar|komentáře"
    r"|комментарии|коментарі|yorumlar|コメント|评论|評論|댓글|تعليقات)\W*(?:\d+\W*)?",
    re.I,
)
_INVITES = re.compile(r"\W*join\b", re.I)
"""What sites also say above forms for new users."""

_HEADS = frozenset({"h2", "h3", "h4", "h5", "h6", "legend"})
_KEPT = frozenset({Region.FOOTER, Region.NAV, Region.HEADER, Region.CONSENT, Region.RELATED, Region.COMMENTS})


def is_heading(text: str) -> bool:
    """Whether ``text`` is a heading above comments, and nothing more."""
    return len(text) <= MOST_CHARS and _HEADING.fullmatch(text) is not None


def name_comments(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """``blocks`` with what stands below a heading "Comments" called so.

    Silent where the text goes on in its own box below: then it was a label.
    """
    start = _start(blocks)
    if start < 0 or _goes_on(blocks, start):
        return tuple(blocks)
    root = max(b.root for b in blocks) + 1
    return tuple(
        b._replace(region=Region.COMMENTS, root=root) if i >= start and b.region not in _KEPT else b
        for i, b in enumerate(blocks)
    )


def _start(blocks: Sequence[Block]) -> int:
    before = 0
    for i, block in enumerate(blocks):
        if block.words > _WORDS:
            before += block.words if block.words >= _PARAGRAPH and block.region is Region.BODY else 0
        elif before >= BEFORE and block.text and block.region not in _KEPT and _heads(block):
            return i
    return -1


def _heads(block: Block) -> bool:
    if block.tag == "button" or (block.link_chars and block.tag not in _HEADS):
        return False
    return is_heading(block.text) and not _INVITES.match(block.text)


def _goes_on(blocks: Sequence[Block], start: int) -> bool:
    """Whether the box with most of the text above ``start`` has more paragraphs below it."""
    boxes: dict[int, int] = {}
    for block in blocks[:start]:
        if block.words >= _PARAGRAPH and block.region is Region.BODY:
            boxes[block.container] = boxes.get(block.container, 0) + block.words
    main = max(boxes, key=lambda box: boxes[box])
    return any(b.container == main and b.words >= _PARAGRAPH and b.hidden is None for b in blocks[start:])
