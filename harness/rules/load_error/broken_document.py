"""The document breaks off in the middle of a sentence of its text: no end tag closes it, and nothing follows.

A page that merely lacks its end tags is no case: half of all hand-written pages do. But a page has something
after its article, a footer at least, and its article does not end in half a sentence: where all three are so,
the transfer was cut and no length told. Text that follows and is not shown is an end as well. JSON and plain text have
no end tag to lack.
"""

from harness.core.model import Evidence, State
from harness.reading import Ending, Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("the document has no end, and the text that stops in mid-sentence is its last")
def look(reading: Reading) -> tuple[Evidence, ...]:
    page, article = reading.page, reading.article
    if "html" not in page.content_type or page.closed is not False:
        return ()
    if article.end < 0 or article.ending is not Ending.OPEN:
        return ()
    if article.paragraphs < 1 or any(b.words for b in page.blocks[article.end + 1 :]):
        return ()
    return see("end of the document", article.last, article.end, len(article.last))


RULE = Rule(State.LOAD_ERROR, look)
