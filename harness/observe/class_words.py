"""To whom a class word or an id says something; most say nothing to anybody but the page's own styles.

Pages share their words, so what one says is remembered, within bounds, for the pages to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from harness.observe import vocabulary as v
from harness.observe.named import MOST_WORDS, is_article_name, may_name_region, region_named
from harness.observe.selectors import Index

SELECTOR: Final = 1
REGION: Final = 2
HIDES: Final = 4
"""It says something to a selector, of its region or of main text, or it hides: one bit each."""


class Words:
    """What words say to a set of selectors, and by themselves. Use :func:`words_for`."""

    def __init__(self, selectors: Index[str]) -> None:
        from ahocorasick_rs import AhoCorasick

        self._selectors = selectors
        self._dull: set[str] = set()
        self._telling: dict[str, int] = {}
        self._sieve: Any = AhoCorasick(sorted({*selectors.needles, *v.ARTICLE_STEMS, "paywall"}))

    def say_to(self, names: Sequence[str]) -> int:
        """To whom one of the class words and ids ``names``, as written, says something; 0: to nobody."""
        dull, telling = self._dull, self._telling
        if dull.issuperset(names):
            return 0
        said = 0
        for name in names:
            if name not in dull:
                says = telling.get(name)
                said |= self._learn(name) if says is None else says
        return said

    def _learn(self, name: str) -> int:
        says = self._read(name)
        if len(self._dull) + len(self._telling) >= MOST_WORDS:
            self._dull.clear()
            self._telling.clear()
        if says:
            self._telling[name] = says
        else:
            self._dull.add(name)
        return says

    def _read(self, name: str) -> int:
        low = name.lower()
        if "&" in low or len(name.split()) != 1:
            return HIDES | REGION | SELECTOR
        says = HIDES if name in v.HIDING_CLASSES else 0
        if self._selectors.reads_any_name or name in self._selectors.names:
            says |= SELECTOR
        if may_name_region(low) and region_named((name,)) is not None:
            says |= REGION
        if self._sieve.find_matches_as_indexes(low):
            if self._selectors.minds(name):
                says |= SELECTOR
            if "paywall" in low or is_article_name(name):
                says |= REGION
        return says


@lru_cache(maxsize=8)
def words_for(selectors: Index[str]) -> Words:
    """The words' meaning to ``selectors``, the same for all pages."""
    return Words(selectors)
