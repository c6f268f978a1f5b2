"""A scraper's text ends in the words of the link to the rest: "Continue reading" is its last line.

On a page such a link may unfold a text that is there or lead elsewhere; in a text without a page, what stood last
is what a reader would have had to click. Silent for "Read more", which lists of other articles end with as well.
"""

from harness.model import Engine, Evidence, State
from harness.phrases import Strength
from harness.reading import Reading
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("the last line of a scraper's text is a link to the rest")
def look(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    if page.engine is not Engine.TEXT or reading.article.end < 0:
        return ()
    last = len(page.blocks) - 1
    for spot, _ in reading.find("truncation", strength=Strength.MEDIUM):
        text = page.blocks[spot.index].text
        whole = not text[: spot.start].strip(" .…[(") and not text[spot.end :].strip(" .…»>→])")
        if spot.index == last and whole and any(c.isalnum() for c in spot.phrase):
            return see("last line", text, last)
    return ()


RULE = Rule(State.TRUNCATED, look)
