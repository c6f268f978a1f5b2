"""Whether text is scrambled: letters shifted, swapped or replaced by filler."""

from __future__ import annotations

import re
from functools import lru_cache

from harness.model import Evidence
from harness.reading import Reading
from harness.rules.match import ask, see

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÿ]{4,}")
_VOWELS = "aeiouyàâäáãåæèéêëìíîïòóôöõøùúûü".encode("latin-1")
_LOREM = ("lorem ipsum dolor sit amet", "consectetur adipiscing elit", "sed do eiusmod tempor")
_STRANGE = re.compile(
    r"[bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ]{5,}|\b[^\WaeiouyàâäáãåæèéêëìíîïòóôöõøœùúûüAEIOUY]+\b"
)

_RARE = re.compile(r"[jqxzvwky]", re.I)

MIN_SAMPLE = 40


@ask("the text's words are not words of any language, or filler")
def scrambled(reading: Reading) -> tuple[Evidence, ...]:
    blocks = reading.page.blocks
    for i in reading.article.blocks:
        low = blocks[i].text.lower()
        if any(filler in low for filler in _LOREM):
            return see("in the article", blocks[i].text, i)
    bad: list[int] = []
    for i in reading.article.blocks[:24]:
        block = blocks[i]
        if block.words >= 12 and _looks_scrambled(block.text):
            bad.append(i)
    if len(bad) >= 2 and sum(blocks[i].words for i in bad) >= MIN_SAMPLE:
        return see("in the article", blocks[bad[0]].text, bad[0])
    return ()


@lru_cache(maxsize=64)  # two rules ask about the same paragraphs
def _looks_scrambled(text: str) -> bool:
    words = _LATIN_WORD.findall(text[:1_500])
    letters = sum(map(len, words))
    if len(words) < 8 or letters < 0.5 * min(len(text), 1_500):
        return False
    sample = " ".join(words)
    vowels = (len(sample) - len(sample.lower().encode("latin-1").translate(None, _VOWELS))) / letters
    # shifted letters turn common ones into rare ones; languages rich in z and w are rich in vowels too
    if vowels < 0.3 and len(_RARE.findall(sample)) > 0.16 * letters:
        return True
    return not 0.22 < vowels < 0.62 or len(_STRANGE.findall(sample)) / len(words) > 0.3
