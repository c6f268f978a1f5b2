"""An article is there, and nothing says that it is cut.

Complete as far as can be checked: the text runs to its end, as many words as the page promises are shown, and no
rule saw a wall. A brief of a few lines is an article when the page calls it one.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("main text that is not cut")
def look(reading: Reading) -> tuple[Evidence, ...]:
    article = reading.article
    least = 25 if reading.promise.article or article.semantic else 40
    if article.words < least:
        return ()
    return see("end of the article", article.last, article.end, len(article.last))


RULE = Rule(State.FULL, look)
