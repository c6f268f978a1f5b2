"""Whether text is scrambled: letters shifted, swapped or replaced by filler."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from harness.observe.observation import Block

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÿ]{4,}")
_VOWELS = "aeiouyàâäáãåæèéêëìíîïòóôöõøùúûü".encode("latin-1")
_STRANGE = re.compile(
    r"[bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ]{5,}|\b[^\WaeiouyàâäáãåæèéêëìíîïòóôöõøœùúûüAEIOUY]+\b"
)

_RARE = re.compile(r"[jqxzvwky]", re.I)

MIN_SAMPLE = 40

_LOREM = ("lorem ipsum", "consectetur adipisc", "sed do eiusmod tempor", "excepteur sint occaecat")
_LOREM_WORDS = frozenset(
    "lorem ipsum dolor sit amet consectetur adipiscing adipisicing adipisici elit sed do eiusmod tempor incididunt ut labore et "
    "dolore magna aliqua enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea commodo consequat duis "
    "aute irure in reprehenderit voluptate velit esse cillum eu fugiat nulla pariatur excepteur sint occaecat cupidatat non "
    "proident sunt culpa qui officia deserunt mollit anim id est laborum".split()
)
SAMPLE = 1_500
"""Characters of a paragraph that are looked at."""

_PLAIN = frozenset(
    "the and of to in is that was for with on as der die und das den ist zu mit von im auf de la el que en los las del se un "
    "una por le les des et est du dans qui il di che per con non da os em para do uma het een van te dat zijn op och att det som "
    "på är och en og til av er z w na się nie jest ve bir bu için și în cu pe je na a v".split()
)
MIN_PLAIN = 4
"""So many different small words of a language are left by no cipher; looking for them is quick."""

MIN_FILLER, FILLER_SHARE = 12, 0.5
"""A block of filler is a paragraph, and most of its words are the filler's: articles about it quote a line."""

_ROT47 = {c: 33 + (c + 14) % 94 for c in range(33, 127)}
"""Each printable sign of ASCII 47 places on, white space kept; twice gives the text again."""

_LATE = re.compile(r"[i-z]", re.I)


def scrambled(blocks: Sequence[Block], mine: Sequence[int]) -> int | None:
    """The first block of a text, of those ``mine``, that is scrambled or filler; ``None``: none is."""
    long = [i for i in mine if blocks[i].words >= MIN_FILLER and not blocks[i].code]
    worst = _worst(tuple(blocks[i].text for i in long))
    return long[worst] if worst >= 0 else None


@lru_cache(maxsize=4)  # three rules ask of the same text
def _worst(texts: tuple[str, ...]) -> int:
    """The first of an article's paragraphs that is filler, or scrambled as one other at least is; -1: none."""
    bad: list[int] = []
    for n, text in enumerate(texts):
        low = text[:SAMPLE].lower()
        if _is_filler(low):
            return n
        if (
            len(bad) < 2
            and len(_PLAIN.intersection(low.split())) < MIN_PLAIN
            and _looks_scrambled(text[:SAMPLE])
        ):
            bad.append(n)
    return bad[0] if len(bad) >= 2 and sum(len(texts[n].split()) for n in bad) >= MIN_SAMPLE else -1


def _is_filler(text: str) -> bool:
    if not any(filler in text for filler in _LOREM):
        return False
    words = re.findall(r"[a-z]+", text)
    return len(words) >= MIN_FILLER and sum(w in _LOREM_WORDS for w in words) >= FILLER_SHARE * len(words)


def _looks_scrambled(text: str) -> bool:
    words = _LATIN_WORD.findall(text)
    letters = sum(map(len, words))
    if len(words) < 8 or letters < 0.5 * len(text):
        return _is_rot47(text)
    sample = " ".join(words)
    plain = sum(map(str.isascii, sample))
    if plain < 0.7 * len(sample):
        return False  # another script read as Latin letters: the wrong encoding, nobody's cipher
    vowels = (len(sample) - len(sample.lower().encode("latin-1").translate(None, _VOWELS))) / letters
    # shifted letters turn common ones into rare ones; languages rich in z and w are rich in vowels too
    if vowels < 0.3 and len(_RARE.findall(sample)) > 0.16 * letters:
        return True
    return not 0.22 < vowels < 0.62 or len(_STRANGE.findall(sample)) / len(words) > 0.3


def _is_rot47(text: str) -> bool:
    """Whether the text is letters again when each sign is moved on by 47: tables and code stay signs."""
    bare = "".join(text.split())
    if sum(map(str.isalpha, bare)) > 0.6 * len(bare):
        return False
    back = bare.translate(_ROT47)
    # figures become the letters a to h
    return sum(map(str.isalpha, back)) > 0.85 * len(bare) and len(_LATE.findall(back)) > 0.3 * len(bare)
