"""A forum thread is on its first page of several: "1 of 7", or the numbers 1, 2, 3 with links from the second on.

The state stays that of the thread; this says that it is not all there. Lists have pages too, and each page of a
list is whole: only where a forum system's marks stand.
"""

import re

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import all_of, ask, see
from harness.rules.not_article.forum import RULE as FORUM
from harness.rules.rule import Rule

_COUNTED = re.compile(
    r"(?:^|\W)(\d{1,4})\s?(?:/|of|von|de|sur|di|van|af|av|iz|z|из|od)\s?(\d{1,4})\W*$", re.I
)
_SHORT = 8


@ask("numbered pages, and this is not the last")
def pages(reading: Reading) -> tuple[Evidence, ...]:
    blocks = [(i, b) for i, b in enumerate(reading.page.blocks) if b.text and b.words <= _SHORT]
    for n, (i, block) in enumerate(blocks):
        following = blocks[n + 1][1] if n + 1 < len(blocks) else None
        if (
            block.text == "1"
            and not block.link_chars
            and following
            and following.text == "2"
            and following.href
        ):
            return see("page numbers", "1, and a link to 2", i)
        if (found := _COUNTED.search(block.text)) and int(found[1]) < int(found[2]):
            return see("page numbers", block.text, i)
    return ()


RULE = Rule(State.TRUNCATED, all_of(FORUM.when, pages))
