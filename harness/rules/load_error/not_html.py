"""A PDF, picture or archive was served as if it were HTML.

Told by the first bytes as they stand in the text; a page that shows such bytes in a ``pre`` has markup before.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule

MAGIC = ("%PDF-", "\u2030PNG", "\x89PNG", "GIF89a", "PK\x03\x04", "\xff\xd8\xff", "ÿØÿ")


@ask("the document begins with the bytes of another format")
def look(reading: Reading) -> tuple[Evidence, ...]:
    blocks = reading.page.blocks
    if blocks and blocks[0].text.startswith(MAGIC):
        return see("first bytes", f"not-html: {blocks[0].text[:8]!a}", 0)
    return ()


RULE = Rule(State.LOAD_ERROR, look)
