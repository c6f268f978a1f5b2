"""Counting words in any script, and how a text ends."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")

CHARS_PER_WORD = 2
"""Characters of a script without spaces (Chinese, Japanese, Thai) that count as one word."""

_CLOSERS = "\"'”’»«›‹“‘」』）)]】》〉*_ \u00a0\u200f\u200e"
_STOPS = ".!?。！？؟।॥۔…:;．｡”」』»"


def count_words(text: str) -> int:
    """Words of ``text``: runs of letters or digits; in scripts without spaces, characters / 2."""
    if text.isascii():
        return len(text.split())
    dense = len(_DENSE.findall(text))
    if not dense:
        return len(text.split())
    rest = _DENSE.sub(" ", text)
    return len(_WORD.findall(rest)) + (dense + 1) // CHARS_PER_WORD


def is_dense(text: str) -> bool:
    """Whether most of ``text`` is in a script without spaces."""
    return not text.isascii() and len(_DENSE.findall(text)) * 2 > len(text)


_DOTS = re.compile(r"(?:…|\.\s?\.\s?\.|‥|。。。|・・・)$")
_DOTTED = frozenset("….‥。・])）】")
_BRACKETED = re.compile(r"[\[(（【]\s*(?:…|\.\.\.)\s*[\])）】]$")


def ends_in_ellipsis(text: str) -> bool:
    """Whether ``text`` breaks off in dots that are its own: a quotation mark after the dots makes them speech."""
    bare = text.rstrip(" \u00a0\u200b")
    if bare[-1:] not in _DOTTED:
        return False
    return bool(_BRACKETED.search(bare) or _DOTS.search(bare))


def ends_a_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence does, closing quotes and brackets apart."""
    bare = text.rstrip(_CLOSERS)
    if not bare:
        return bool(text.strip())
    return bare[-1] in _STOPS or (text.rstrip()[-1] in _CLOSERS and bare[-1] in _STOPS)
