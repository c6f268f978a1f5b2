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

_PATH = re.compile(r"[→➔➜▸▶⇒](?:\s*[^\s→➔➜▸▶⇒]++){1,6}\s*$")
"""A way through menus, whose last entry often bears dots of its own: "Filters → Noise → Blur…"."""
_ENDLESS = re.compile(r"\d[.,]\d{3,}\s*(?:…|\.{3})$")
"""A number that goes on for ever: "3.14159…"."""


def ends_in_ellipsis(text: str) -> bool:
    """Whether ``text`` breaks off in dots that are its own: a quotation mark after the dots makes them speech, a
    number or a menu's entry before them makes them a part of it."""
    bare = text.rstrip(" \u00a0\u200b")
    if bare[-1:] not in _DOTTED or _ENDLESS.search(bare) or _PATH.search(bare):
        return False
    return bool(_BRACKETED.search(bare) or _DOTS.search(bare))


def ends_a_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence does, closing quotes and brackets apart, or with a way through menus."""
    bare = text.rstrip(_CLOSERS)
    if not bare:
        return bool(text.strip())
    if not bare.isascii() and _PATH.search(bare):
        return True
    return bare[-1] in _STOPS or (text.rstrip()[-1] in _CLOSERS and bare[-1] in _STOPS)
