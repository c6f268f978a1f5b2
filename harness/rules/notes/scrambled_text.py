"""The article's text is scrambled: letters shifted or swapped, or filler in its place."""

from harness.core.model import Evidence, Note
from harness.reading import Reading
from harness.reading.cut import How
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("the text's words are not words of any language, or filler")
def look(reading: Reading) -> tuple[Evidence, ...]:
    cut = next((cut for cut in reading.cuts if cut.how is How.SCRAMBLED), None)
    return see("in the article", cut.seen, cut.block) if cut else ()


RULE = Rule(Note.SCRAMBLED_TEXT, look, beside=True)
