"""Whether a notice speaks of the article, or of a part of the page beside it."""

from __future__ import annotations

from harness.language.speaks_of import names_part, names_text
from harness.reading import Reading


def of_part(reading: Reading, index: int) -> bool:
    """Whether the notice at ``index`` is about a part of the page only, by its own words or those of its heading."""
    if names_part(reading.text(index)):
        return True
    blocks = reading.page.blocks
    if not 0 < index < len(blocks) or names_text(blocks[index].text):
        return False
    above = blocks[index - 1]
    return above.words <= 8 and above.container == blocks[index].container and names_part(above.text)
