"""Templates stand on the page undrawn: "{{ article.title }}" where the title should be.

Articles about programming show braces too, in code or in a sentence; here they are the block, several times, and
there is no main text.
"""

import re

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import all_of, article_shorter_than, ask, see
from harness.rules.rule import Rule

_HOLE = re.compile(r"\{\{[^{}]*\}\}|<%[^%]*%>")


@ask("blocks that are undrawn templates")
def undrawn(reading: Reading) -> tuple[Evidence, ...]:
    found = [
        i
        for i, block in enumerate(reading.page.blocks)
        if "{{" in block.text and not block.code and len(_HOLE.sub("", block.text)) < 0.5 * len(block.text)
    ]
    words = sum(reading.page.blocks[i].words for i in found)
    if len(found) < 2 or 2 * words < reading.words:
        return ()
    return see("undrawn template", reading.page.blocks[found[0]].text, found[0])


RULE = Rule(State.JS_REQUIRED, all_of(undrawn, article_shorter_than(60)))
