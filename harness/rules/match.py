"""Questions that rules are made of. Each answers with what it saw; empty means no.

A rule never asks a browser: what a matcher reads, both engines have answered beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from harness.core.model import EXCERPT, Evidence
from harness.language import Spot, Strength
from harness.observe.observation import Block, Hit
from harness.reading import Reading, Zone
from harness.reading.quotes import quoted
from harness.rules.rule import SHORT, Look, Matcher, needed

NOTICE_WORDS = 90
"""A notice is short; a block of more words that holds its phrase is prose."""

AT_CUT = (Zone.CUT, Zone.OVERLAY, Zone.FRAME)
"""Where a wall stands: at the cut, over the page, or in a frame."""


def excerpt(text: str, start: int = 0) -> str:
    """At most :data:`EXCERPT` characters of ``text`` around ``start``."""
    if len(text) <= EXCERPT:
        return text
    begin = max(0, min(start - 30, len(text) - EXCERPT + 2))
    end = begin + EXCERPT - 2
    return ("…" if begin else "") + text[begin:end].strip() + ("…" if end < len(text) else "")


def see(where: str, text: str = "", block: int | None = None, start: int = 0) -> tuple[Evidence, ...]:
    """One evidence as a matcher's answer."""
    return (Evidence(where, excerpt(" ".join(text.split()), start), block),)


def ask(question: str) -> Callable[[Look], Matcher]:
    """Make a matcher of a function; ``question`` says in words what it looks for."""

    def wrap(look: Look) -> Matcher:
        return Matcher(look, asks=question)

    return wrap


def all_of(*matchers: Matcher) -> Matcher:
    """All must see something; the answer is what all saw."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        seen: list[Evidence] = []
        for matcher in matchers:
            found = matcher(reading)
            if not found:
                return ()
            seen += found
        return tuple(dict.fromkeys(seen))

    # one that needs little is enough to know that not all see something
    known = [m.needs for m in matchers if m.needs is not None]
    return _joined(look, matchers, "all", " and ", min(known, key=len) if known else None)


def any_of(*matchers: Matcher) -> Matcher:
    """The first that sees something answers."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        for matcher in matchers:
            if found := matcher(reading):
                return found
        return ()

    known = [m.needs for m in matchers if m.needs is not None]
    all_known = len(known) == len(matchers)
    return _joined(look, matchers, "any", " or ", frozenset[str]().union(*known) if all_known else None)


def unless(matcher: Matcher, *exceptions: Matcher) -> Matcher:
    """``matcher``'s answer, if none of the exceptions sees anything."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        found = matcher(reading)
        return () if not found or any(e(reading) for e in exceptions) else found

    return _joined(look, (matcher, *exceptions), "unless", " unless ", matcher.needs)


def _joined(
    look: Look, matchers: Iterable[Matcher], how: str, word: str, needs: frozenset[str] | None
) -> Matcher:
    matchers = tuple(matchers)
    return Matcher(
        look,
        tuple(dict.fromkeys(s for m in matchers for s in m.selectors)),
        tuple(dict.fromkeys(s for m in matchers for s in m.marks)),
        word.join(f"({m.asks})" if len(matchers) > 1 else m.asks for m in matchers),
        needs,
        how,
        matchers,
    )


def phrase(
    *classes: str,
    at: Iterable[Zone] = AT_CUT,
    strength: Strength = Strength.STRONG,
    max_words: int = NOTICE_WORDS,
    skip: Callable[[Reading, int], bool] | None = None,
) -> Matcher:
    """A phrase of one of ``classes``, not quoted, in one of the zones ``at``.

    Args:
        strength: the least strength that counts.
        max_words: only in blocks of at most so many words.
        skip: blocks for which this is true do not count.
    """
    zones = tuple(at)

    def look(reading: Reading) -> tuple[Evidence, ...]:
        for one, zone in reading.find(*classes, at=zones, strength=strength):
            if _spoken(reading, one, max_words) or (skip is not None and skip(reading, one.index)):
                continue
            return see(zone.value, reading.text(one.index), one.index, one.start)
        return ()

    return Matcher(
        look,
        asks=f"a phrase of {', '.join(classes)} {' or '.join(z.value for z in zones)}",
        needs=needed("says", classes),
    )


def said(
    reading: Reading,
    *classes: str,
    at: Iterable[Zone] = (),
    strength: Strength = Strength.STRONG,
    max_words: int = NOTICE_WORDS,
) -> Iterator[tuple[Spot, Zone, Block]]:
    """The phrases of ``classes`` that the page itself says, in short blocks: no frame's, and nobody's whom it quotes.

    Args:
        at: zones; none: anywhere.
        strength: the least strength that counts.
        max_words: only in blocks of at most so many words.
    """
    blocks = reading.page.blocks
    for one, zone in reading.find(*classes, at=at, strength=strength):
        if one.index < len(blocks) and not _spoken(reading, one, max_words):
            yield one, zone, blocks[one.index]


def _spoken(reading: Reading, one: Spot, max_words: int) -> bool:
    blocks = reading.page.blocks
    if one.index >= len(blocks):
        return False
    block = blocks[one.index]
    return quoted(block, one) or block.words > max_words


def title(*classes: str) -> Matcher:
    """A part of the page's title is a phrase of one of ``classes``."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        for cls in classes:
            if reading.title_spots.get(cls):
                return see(Zone.TITLE.value, reading.page.title)
        return ()

    return Matcher(look, asks=f"a title of {', '.join(classes)}", needs=needed("titled", classes))


def status(*codes: int) -> Matcher:
    """The document's HTTP status is one of ``codes``."""
    wanted = frozenset(codes)

    def look(reading: Reading) -> tuple[Evidence, ...]:
        code = reading.page.status
        return see("HTTP status", str(code)) if code in wanted else ()

    return Matcher(look, asks=f"status {', '.join(map(str, codes))}")


def header(name: str, pattern: str = "") -> Matcher:
    """The response has the header, and its value matches ``pattern`` (ignoring case)."""
    regex = re.compile(pattern, re.I)

    def look(reading: Reading) -> tuple[Evidence, ...]:
        value = reading.page.headers.get(name)
        return see(f"header {name}", value) if value is not None and regex.search(value) else ()

    return Matcher(look, asks=f"header {name} {pattern}".strip())


def visible(*selectors: str, text: str = "", min_words: int = 1) -> Matcher:
    """An element found by one of ``selectors`` is seen and holds text (or a frame's share of the screen).

    Args:
        text: its visible text must match this pattern.
        min_words: it must hold so many words, hidden ones included.
    """
    regex = re.compile(text, re.I) if text else None

    def look(reading: Reading) -> tuple[Evidence, ...]:
        for selector, hit in hits(reading, selectors):
            big = (hit.share or 0) >= 0.1
            if hit.visible and (hit.words >= min_words or big) and (regex is None or regex.search(hit.text)):
                return see(f"visible {selector}", hit.text, hit.block)
        return ()

    return Matcher(look, selectors, asks=f"visible {', '.join(selectors)}", needs=needed("hit", selectors))


def present(*selectors: str) -> Matcher:
    """An element found by one of ``selectors`` is in the document, seen or not."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        for selector, _ in hits(reading, selectors):
            return see(f"element {selector}")
        return ()

    return Matcher(look, selectors, asks=f"element {', '.join(selectors)}", needs=needed("hit", selectors))


def hits(reading: Reading, selectors: Iterable[str]) -> Iterable[tuple[str, Hit]]:
    """What ``selectors`` found, in their order."""
    for selector in selectors:
        for hit in reading.page.hits.get(selector, ()):
            yield selector, hit


def script_from(*parts: str) -> Matcher:
    """A script's address contains one of ``parts``."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        for src in reading.page.scripts:
            if any(part in src for part in parts):
                return see("script address", src)
        return ()

    return Matcher(look, asks=f"a script from {', '.join(parts)}")


def frame_from(*parts: str) -> Matcher:
    """A visible frame's address contains one of ``parts``."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        for frame in reading.page.frames:
            if frame.visible and any(part in frame.src for part in parts):
                return see("visible frame", frame.src)
        return ()

    return Matcher(look, asks=f"a visible frame from {', '.join(parts)}")


def mark(*needles: str) -> Matcher:
    """An inline script contains one of ``needles``."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        for needle in needles:
            if needle in reading.page.marks:
                return see("inline script", needle)
        return ()

    return Matcher(
        look, marks=needles, asks=f"inline script with {', '.join(needles)}", needs=needed("mark", needles)
    )


def meta(name: str, pattern: str) -> Matcher:
    """A meta tag's content matches ``pattern`` (ignoring case)."""
    regex = re.compile(pattern, re.I)

    def look(reading: Reading) -> tuple[Evidence, ...]:
        for value in reading.page.meta.get(name, ()):
            if regex.search(value):
                return see(f"meta {name}", value)
        return ()

    return Matcher(look, asks=f"meta {name} {pattern}")


def article_shorter_than(words: int) -> Matcher:
    """Fewer main-text words than ``words`` are seen."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        seen = reading.article.words
        return see("words of main text", str(seen)) if seen < words else ()

    return Matcher(look, asks=f"main text under {words} words")


def page_shorter_than(words: int) -> Matcher:
    """Fewer visible words than ``words`` stand outside navigation and footers."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        return see("visible words", str(reading.words)) if reading.words < words else ()

    needs = frozenset({"short"}) if words <= SHORT else None
    return Matcher(look, asks=f"page under {words} words", needs=needs)


def page_longer_than(words: int) -> Matcher:
    """At least ``words`` visible words stand on the page."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        return see("visible words", str(reading.all_words)) if reading.all_words >= words else ()

    return Matcher(look, asks=f"a page of at least {words} words")
