"""The article is about walls, errors or robot checks: it uses their sentences in its own paragraphs.

Told by a notice's phrase within a paragraph of the article, or in quotation marks there.
"""

from harness.core.model import Evidence, Note
from harness.language import Strength
from harness.reading import Reading, Zone
from harness.reading.quotes import quoted
from harness.rules.match import ask, see
from harness.rules.rule import Rule

TOPICS = ("paywall", "registration", "meter_used", "error", "bot_challenge", "captcha", "consent_wall", "consent",
          "adblock_wall", "not_found", "server_error")  # fmt: skip


@ask("the sentences of notices within the article's own paragraphs")
def look(reading: Reading) -> tuple[Evidence, ...]:
    article = reading.article
    if article.words < 150:
        return ()
    for spot, zone in reading.find(*TOPICS, at=(Zone.ARTICLE, Zone.CUT)):
        if spot.index not in article.blocks:
            continue
        block = reading.page.blocks[spot.index]
        speaks = quoted(block, spot) and spot.strength is not Strength.WEAK
        if speaks or (block.words >= 25 and spot.strength is Strength.STRONG):
            return see(zone.value, block.text, spot.index, spot.start)
    return ()


RULE = Rule(Note.MENTIONS_TOPIC, look, beside=True)
