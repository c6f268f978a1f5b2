"""An article's address was sent to another article.

The address asked for names its article in words; neither the address that answered, nor the page's title and
headline, has a single one of them, nor the number that systems give their articles. A new headline keeps some of
its words. Silent on addresses that name nothing, as short links do.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules._sent import asked_and_landed, segments, stands_in
from harness.rules.match import ask, see
from harness.rules.rule import Rule

MIN_NAMES = 3
_NAME = re.compile(r"[^\W\d_]{4,}")
_NUMBER = re.compile(r"\d{5,}")


@ask("an article's address was sent to another article's: no word of its name is left")
def look(reading: Reading) -> tuple[Evidence, ...]:
    sent = asked_and_landed(reading)
    if sent is None or not reading.promise.article:
        return ()
    asked, landed = sent
    before, after = segments(asked), segments(landed)
    if len(before) < 2 or len(after) < 2 or stands_in(landed):
        return ()
    names = set(_NAME.findall(before[-1]))
    if len(names) < MIN_NAMES or set(_NUMBER.findall(asked)) & set(_NUMBER.findall(landed)):
        return ()
    page = reading.page
    headlines = [b.text for b in page.blocks if b.tag == "h1"]
    here = " ".join([*after, page.title, *headlines, *page.meta.get("og:title", ())]).lower()
    if any(name in here for name in names) or not _NAME.search(after[-1]):
        return ()
    return see("address", f"asked for {urlsplit(asked).path}, sent to {urlsplit(landed).path}")


RULE = Rule(State.REDIRECTED, look)
