"""Labels of the site's tools stand as text in or after the article: "Search by... Author", "Cite this", "Save to project".

A scraper that carries them over takes the page's furniture for its words.
"""

from harness.core.model import Evidence, Note
from harness.language import Strength
from harness.observe.observation import Region
from harness.reading import Reading, Zone
from harness.rules.match import ask, see
from harness.rules.rule import Rule


@ask("labels of tools as text near the article")
def look(reading: Reading) -> tuple[Evidence, ...]:
    for spot, zone in reading.find("ui_chrome", strength=Strength.STRONG):
        if spot.index >= len(reading.page.blocks) or zone is Zone.ASIDE:
            continue
        block = reading.page.blocks[spot.index]
        if block.words <= 16 and block.region not in (Region.NAV, Region.FOOTER, Region.HEADER):
            return see(zone.value, block.text, spot.index, spot.start)
    return ()


RULE = Rule(Note.UI_CHROME, look, beside=True)
