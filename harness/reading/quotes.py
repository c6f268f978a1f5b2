"""Telling a notice from somebody who speaks of one."""

from __future__ import annotations

import re

from harness.language import Spot
from harness.language.words import count_words
from harness.observe.observation import Block

LONG_BEFORE = 12
"""Words of the same sentence before a phrase from which it is prose that comes to speak of it: notices demand at once."""

_IF = re.compile(
    r"(?<!\w)(?:if|when|whenever|unless|wenn|falls|sobald|si|quand|lorsqu[e']|cuando|se|quando|qualora|als|wanneer|när|"
    r"jeśli|gdy|если|когда)\s+(?:(?:an?|ein|une?|una|uno|um|uma|een|ett)\s+)?$",
    re.I,
)
"""What makes an error one that may come: manuals and terms of use speak so, applications tell one that came."""

_SENTENCE_ENDS = re.compile(r"[.!?:;…。！？।۔|•·]\s*")


def quoted(block: Block, one: Spot) -> bool:
    """Whether somebody speaks of what the phrase says: in quotation marks, in a quotation, late in a long sentence,
    or, of an error, of what to do if it comes."""
    if block.quote or block.code:
        return True
    before = block.text[max(0, one.start - 60) : one.start]
    after = block.text[one.end : one.end + 80]
    if any(q in before for q in '"“„«「『‘') and any(q in after for q in '"”“»」』’'):
        return True
    if one.cls == "error" and _IF.search(before):
        return True
    return count_words(_SENTENCE_ENDS.split(block.text[: one.start])[-1]) >= LONG_BEFORE
