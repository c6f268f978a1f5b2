"""What a short notice speaks of, by its words: reading on, the text, money, an account, a failure.

Phrases say a thing in the words somebody has used; a new site uses others. In a notice of two lines it is enough to
know which things are spoken of: "to see the rest" and "a plan" make an offer, whatever stands between them. The words
are in the ``[words]`` table of the language files; a ``*`` at the end lets a word go on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from harness.core.errors import PhraseError
from harness.language.normal import normalise
from harness.language.phrasebook import files, packaged, read_file
from harness.language.spotting import language

CONCEPTS = frozenset(
    "read text rest money account address free login other fail ads human guard net rate region refuse site repair server place"
    " gone cookies choose script needs".split()
)
"""``read`` a verb for reading · ``text`` this article · ``rest`` its rest, reading on · ``address`` the reader's e-mail
address · ``other`` something else than the
article (newsletters, comments, videos) · ``guard`` checks and refusals · ``net`` what of the visitor they check ·
``place`` a page or its address · ``gone`` not there · ``needs`` must be switched on; the others say what they are."""

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class _Word:
    lang: str
    concept: str
    open_end: bool
    spaced: bool


@dataclass(frozen=True, slots=True)
class _Lexicon:
    automaton: ahocorasick_rs.AhoCorasick
    words: tuple[tuple[_Word, ...], ...]
    languages: frozenset[str]


def concepts(text: str, lang: str | None) -> frozenset[str]:
    """What ``text`` speaks of.

    Args:
        text: a notice.
        lang: the page's language as it states it; of a page that states none, all languages count.
    """
    text = normalise(text)
    known = lexicon()
    code = language(lang)
    counted = {code, "en"} if code else known.languages
    found = set()
    for number, start, end in known.automaton.find_matches_as_indexes(text, overlapping=True):
        for word in known.words[number]:
            if word.lang in counted and (not word.spaced or _whole(text, start, end, word.open_end)):
                found.add(word.concept)
    return frozenset(found)


def _whole(text: str, start: int, end: int, open_end: bool) -> bool:
    """Whether what stands from ``start`` to ``end`` is no part of a longer word."""
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return False
    return open_end or end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum())


@cache
def lexicon() -> _Lexicon:
    """The words of all languages, read once."""
    words: dict[str, list[_Word]] = {}
    languages = set()
    for path in files(packaged()):
        table = read_file(path).get("words", {})
        if unknown := set(table) - CONCEPTS:
            raise PhraseError(f"{path.name}: [words] {', '.join(sorted(unknown))}: no such concept")
        for concept, written in table.items():
            languages.add(path.stem)
            for one in written:
                bare = normalise(one.removesuffix("*"))
                spaced = _UNSPACED.search(bare) is None
                words.setdefault(bare, []).append(_Word(path.stem, concept, one.endswith("*"), spaced))
    return _Lexicon(
        ahocorasick_rs.AhoCorasick(words), tuple(map(tuple, words.values())), frozenset(languages)
    )
