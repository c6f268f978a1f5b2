"""One spelling for what readers read as the same: case, quotes, dashes, spaces, look-alike letters.

Phrases and page text go through the same function, so that a phrase can be written as it is typed.
Length is kept wherever that is possible; only "…" grows and invisible characters go.
"""

from __future__ import annotations

import re
import unicodedata

_SINGLE = {
    # The Turkish letters ı and İ fold to i: lower() would split İ in two and keep ı apart from I.
    "İ": "i",
    "ı": "i",
    "ς": "σ",
    "ё": "е",
    "Ё": "е",
    # Greek capitals are written without accents, so accents cannot count.
    **dict(zip("άέήίόύώΆΈΉΊΌΎΏ", "αεηιουωαεηιουω", strict=True)),
    # Arabic and Persian keyboards give different code points for the same letters.
    **dict(zip("يىكأإآ", "ییکااا", strict=True)),
    **dict.fromkeys("‘’‚‛′´`ʼ`ʹ＇", "'"),
    **dict.fromkeys("“”„‟″«»‹›＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣", "-"),
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007", " "),
    **dict.fromkeys("\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029\t\r\f\v", " "),
    "…": "...",
    **{chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)},
}
# Soft hyphen, zero-width and direction marks, Arabic tatweel and short vowels, variation selector.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068"
_INVISIBLE += "\u2069\ufeff\u0640\ufe0f" + "".join(map(chr, range(0x064B, 0x0653)))

_FOLDED = {**_SINGLE, **dict.fromkeys(_INVISIBLE, "")}
_ODD = re.compile("[" + "".join(map(re.escape, _FOLDED)) + "]")


def _fold(match: re.Match[str]) -> str:
    return _FOLDED[match.group()]


def fold(text: str) -> str:
    """``text`` in the one spelling, line ends kept: they part the texts of a page from each other."""
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        text = _ODD.sub(_fold, text)
    text = text.lower()
    for blank in "\t\r\f\v":
        text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def normalise(text: str) -> str:
    """``text`` in the one spelling in which phrases and pages are compared, as one line.

    Lower case, straight quotes and hyphens, plain single spaces, full-width ASCII as ASCII, "…" as
    "...", no soft hyphens or zero-width characters.
    """
    return fold(text.replace("\n", " ") if "\n" in text else text)
