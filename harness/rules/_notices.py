"""Looks at notices by what they speak of, in whatever words."""

from __future__ import annotations

from collections.abc import Callable

from harness.core.model import Evidence
from harness.reading import Reading
from harness.reading.notices import Notice, one_at
from harness.rules.match import see
from harness.rules.rule import Matcher

SMALL = 70
"""A page of no more words, all told, is its notice."""

LITTLE = 45
"""Fewer words of main text are the notice's own."""


def notice(asks: str, when: Callable[[Notice], bool]) -> Matcher:
    """A notice at the cut for which ``when`` is true."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        for one in reading.notices:
            if when(one):
                return see(reading.zone(one.at).value, reading.text(one.at), one.at)
        return ()

    return Matcher(look, asks=asks, needs=frozenset({"notice"}))


_NEARER = frozenset({"money", "account", "login", "ads", "script", "cookies", "region", "gone"})
"""What explains a text that is not shown better than a failure does."""


def failure_of_text(one: Notice) -> bool:
    """Whether a notice names the article and a failure, and no other reason."""
    return one.names and "fail" in one.says and one.says.isdisjoint(_NEARER)


def small_page(asks: str, *together: tuple[str, ...], without: str = "") -> Matcher:
    """A page of a few words, one line of which speaks of all that one of ``together`` names, and not of ``without``.

    Pages whose data call them an article are none: short reports speak of such things as well.
    """

    def look(reading: Reading) -> tuple[Evidence, ...]:
        page = reading.page
        if reading.words > SMALL or reading.article.words >= LITTLE or reading.promise.article:
            return ()
        for i, block in enumerate(page.blocks):
            if not block.text or 2 * block.link_chars > len(block.text):
                continue
            one = one_at(page.blocks, i, page.lang)
            if one is None or without in one.says:
                continue
            if any(one.says.issuperset(words) for words in together):
                return see(reading.zone(i).value, block.text, i)
        return ()

    return Matcher(look, asks=asks, needs=frozenset({"short"}))
