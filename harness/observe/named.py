"""What class words and an id say of an element: the region it makes, and whether it holds main text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from harness.observe import vocabulary as v
from harness.observe.observation import Region

NO_REGION = len(v.REGION_ORDER)
"""The rank of a word that names no region."""

_ARTICLE = re.compile(v.ARTICLE_NAMES, re.I)
_RANK = {region: rank for rank, region in enumerate(v.REGION_ORDER)}
_RANK_BY_WORD = {word: _RANK[region] for word, region in v.REGION_BY_WORD.items()}
_WALL = _RANK[Region.WALL]
_BEGINNINGS = frozenset(word[:length] for word in _RANK_BY_WORD for length in range(1, len(word) + 1))


def region_of(names: str) -> Region | None:
    """The region that class words and id name, or ``None``."""
    return region_named(names.split())


def region_named(names: Iterable[str]) -> Region | None:
    """The most telling region that one of ``names`` stands for, or ``None``."""
    best = NO_REGION
    for name in names:
        best = min(best, rank_of(name))
    return v.REGION_ORDER[best] if best < NO_REGION else None


def may_name_region(low: str) -> bool:
    """Whether a word in lower case may stand for a region, ``paywall`` in it apart; quickly told."""
    if "_" in low:
        low = low.replace("_", "-")
    return low in _RANK_BY_WORD if "-" not in low else not _BEGINNINGS.isdisjoint(low.split("-"))


def rank_of(name: str) -> int:
    """How telling the region is that a word stands for, 0 the most; :data:`NO_REGION` when it stands for none."""
    low = name.lower()
    best = NO_REGION
    if not may_name_region(low):
        pass
    elif "-" not in low and "_" not in low:
        best = _RANK_BY_WORD.get(low, NO_REGION)
    else:
        for word in _candidates(low.replace("_", "-").split("-")):
            best = min(best, _RANK_BY_WORD.get(word, NO_REGION))
    return min(best, _WALL) if "paywall" in low else best


def _candidates(parts: list[str]) -> list[str]:
    """Neighbouring parts joined, as :func:`vocabulary.words_of` does, as long as a word may come of it."""
    if "" in parts:
        parts = [part for part in parts if part]
    found = []
    for i, word in enumerate(parts):
        if word in _BEGINNINGS:
            found.append(word)
            for part in parts[i + 1 : i + v.LONGEST]:
                word += part
                if word not in _BEGINNINGS:
                    break
                found.append(word)
    return found


@lru_cache(maxsize=10_000)
def holds_article(names: str) -> bool:
    """Whether one of ``names`` is how containers of main text are called."""
    return _ARTICLE.search(names) is not None
