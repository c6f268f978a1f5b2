"""Telling a notice from somebody who speaks of one."""

from __future__ import annotations

from harness.observation import Block
from harness.phrases import Spot


def quoted(block: Block, one: Spot) -> bool:
    """Whether the phrase stands in quotation marks or a quotation: somebody speaks of it."""
    if block.quote or block.code:
        return True
    before = block.text[max(0, one.start - 60) : one.start]
    after = block.text[one.end : one.end + 80]
    return any(q in before for q in '"“„«「『‘') and any(q in after for q in '"”“»」』’')
