"""An article's address shows the home page or a section.

Where redirects were followed, by the address that answered: the home page, the section that the
address asked for stands in, or a section that shares no word with it. A canonical link alone is no redirect: whole pages
name the root there; it counts on a list. No data may call the page an article.
Silent where the address is one of a sign-in page, an offer, a consent or an error page: those are states of their own.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules._kinds import dated_or_signed
from harness.rules._sent import asked_and_landed, is_deep, named, segments, stands_in
from harness.rules.match import any_of, ask, see
from harness.rules.not_article.listing import look as is_list
from harness.rules.rule import Rule

_NAME = re.compile(r"[^\W\d_]{4,}")
_PARTS = frozenset("amp print comments feed rss embed page full all".split())
"""Last words of addresses that show an article in another way, as numbers do."""

LITTLE = 150
"""Words of main text of a page that is not the article it was asked for."""

_SECTION_NAMES = 2
"""Words in the last step of a section's address, at most; ``the-ramp-is-mended`` is an article's."""


@ask("a deep address was sent to the home page or to a section")
def sent_home(reading: Reading) -> tuple[Evidence, ...]:
    sent = asked_and_landed(reading)
    if sent is None or reading.promise.article:
        return ()
    asked, landed = sent
    if not is_deep(asked) or stands_in(asked) or stands_in(landed):
        return ()
    if is_deep(landed) and not _is_section_of_another(reading, named(asked), named(landed)):
        return ()
    return see("address", f"asked for {_path(asked)}, sent to {_path(landed)}")


def _is_section_of_another(reading: Reading, asked: list[str], landed: list[str]) -> bool:
    """Whether a step higher up, or a section with another name, answered, and none of the same article's pages."""
    if not asked or not landed or not _is_section(landed[-1]):
        return False
    if asked[: len(landed)] == landed:
        return len(asked) > len(landed) and bool(_NAME.search(asked[-1])) and asked[-1] not in _PARTS
    if any(name[:4] in landed[-1] for name in _NAME.findall(asked[-1])):
        return False
    if len(landed) < len(asked) - 1:
        return True
    return len(landed) <= len(asked) and bool(is_list(reading) or not dated_or_signed(reading))


def _is_section(step: str) -> bool:
    return len(step.split("-")) <= _SECTION_NAMES and not re.search(r"\d{4}", step)


@ask("a deep address that shows a list whose own address is the home page or a section")
def own_address(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    own = page.links.get("canonical") or next(iter(page.meta.get("og:url", ())), "")
    asked = page.url
    if not asked or not own.startswith(("http", "/")) or stands_in(own):
        return ()
    if reading.promise.article or asked_and_landed(reading) is not None:
        return ()
    if reading.article.words >= LITTLE and not is_list(reading):
        return ()  # whole pages name the root by mistake
    before, after = len(segments(asked)), len(segments(own))
    if before >= 2 and after <= (1 if before >= 3 else 0):
        return see("address", f"asked for {_path(asked)}, the page is {_path(own)}")
    return ()


def _path(url: str) -> str:
    """What of an address tells where it leads, for people."""
    parts = urlsplit(url)
    return f"/?{parts.query}" if parts.query and not parts.path.strip("/") else parts.path or "/"


RULE = Rule(State.REDIRECTED, any_of(sent_home, own_address))
