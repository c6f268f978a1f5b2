"""The text was decoded wrongly: replacement characters or mojibake stand in it."""

from harness.core.model import Evidence, Note
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("replacement characters or mojibake")
def look(reading: Reading) -> tuple[Evidence, ...]:
    count = reading.page.replaced
    if count >= 5 and count * 150 > reading.all_words:
        return see("visible text", f"{count} characters decoded wrongly")
    return ()


RULE = Rule(Note.ENCODING_SUSPECT, look, beside=True)
