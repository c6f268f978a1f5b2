"""Finding the book's phrases in the texts of a page: one pass over all of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import category

from harness.language.normal import fold, normalise
from harness.language.phrasebook import ANY, Book, Phrase, Strength, book, compiled

_AROUND = 120
_DEMANDS = frozenset({"login", "registration", "paywall"})
# Macro-languages and withdrawn codes that pages still carry.
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "cmn": "zh", "yue": "zh", "cz": "cs", "ua": "uk"}
_PART = re.compile(r"(?<!\s)(?:\s+[-|·•:/]+\s+|\s*[|·•]\s*|\s+\"\s*)|:\s+")
# Scripts written without spaces, and Hangul, whose particles grow on to the word.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u30ff\u3130-\u318f"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A phrase found in a text.

    Args:
        cls: what the phrase says, one of :data:`harness.language.CLASSES`.
        strength: how much it says by itself.
        phrase: the phrase as the book has it, normalised.
        lang: the language file it comes from.
        index: index of the text it was found in.
        start: where it begins in the normalised text.
        end: where it ends.
    """

    cls: str
    strength: Strength
    phrase: str
    lang: str
    index: int
    start: int
    end: int


def language(lang: str | None) -> str:
    """The book's name for a page's ``lang`` attribute: ``nb-NO`` is ``no``; empty when not told."""
    code = (lang or "").replace("_", "-").partition("-")[0].strip().lower()
    return _SAME.get(code, code)


def _joins(a: str, b: str) -> bool:
    """Whether two neighbouring characters belong to one word."""
    if a.isascii() and not a.isalnum():
        return False
    return _wordy(a) and _wordy(b) and not (_UNSPACED.match(a) or _UNSPACED.match(b))


def _wordy(char: str) -> bool:
    return char.isalnum() or category(char)[0] == "M"


def _span(phrase: Phrase, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the whole phrase stands around its anchor at ``start`` to ``end``, if it does."""
    if phrase.leads and start and _joins(text[start - 1], text[start]):
        return None
    if phrase.number:
        regex, limit = compiled(phrase.text, phrase.number), end + _AROUND
        if phrase.leads:
            whole = regex.match(text, start, limit)
        else:
            around = regex.finditer(text, max(0, start - _AROUND), limit)
            whole = next((m for m in around if m.start() <= start and end <= m.end()), None)
        if whole is None:
            return None
        start, end = whole.span()
        if start and _joins(text[start - 1], text[start]):
            return None
    if not phrase.open_end and end < len(text) and _joins(text[end - 1], text[end]):
        return None
    return start, end


def _counts(phrase: Phrase, lang: str) -> bool:
    """Whether a phrase counts on a page in ``lang``.

    Pages are often mislabelled, so strong phrases of all languages count; what is common in one language
    may be a plain word in another, so weaker ones do not.
    """
    return phrase.strength is Strength.STRONG or phrase.lang in (lang, ANY, "en")


def _widest(spots: list[Spot]) -> Iterator[Spot]:
    """The spots in order, without those that a wider or plainer one makes idle.

    A spot in a spot of the same class that says as much is one of the two too many; "log in" that goes
    on to "to comment" is no demand before the text.
    """
    order = {Strength.STRONG: 0, Strength.MEDIUM: 1, Strength.WEAK: 2}
    gates = [spot for spot in spots if spot.cls == "comment_gate"]
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (s.index, s.start, -s.end, order[s.strength], s.lang, s.cls)):
        if spot.cls in _DEMANDS and any(_overlap(spot, gate) for gate in gates):
            continue
        inside = any(
            k.cls == spot.cls and k.end >= spot.end and order[k.strength] <= order[spot.strength]
            for k in reversed(kept[-8:])
            if k.index == spot.index
        )
        if not inside:
            kept.append(spot)
            yield spot


def _overlap(a: Spot, b: Spot) -> bool:
    return a.index == b.index and a.start < b.end and b.start < a.end


def spot(texts: Sequence[str], lang: str | None, the_book: Book | None = None) -> tuple[Spot, ...]:
    """The phrases in ``texts``, in order of index and place.

    Args:
        texts: the visible texts of a page, one a block.
        lang: the page's language as it states it, or ``None``.
        the_book: whose phrases are looked for; ``None``: harness's own and those of packages.
    """
    joined = "\n".join(texts)
    if joined.count("\n") >= max(1, len(texts)):
        joined = "\n".join(text.replace("\n", " ") for text in texts)
    joined = fold(joined)
    the_book = the_book or book()
    matches = the_book.automaton.find_matches_as_indexes(joined, overlapping=True)
    if not matches:
        return ()
    lang = language(lang)
    starts = [0, *accumulate(len(line) + 1 for line in joined.split("\n"))]
    spots = []
    for number, start, end in matches:
        for phrase in the_book.phrases[number]:
            span = _span(phrase, joined, start, end) if _counts(phrase, lang) else None
            if span is None:
                continue
            index = bisect_right(starts, span[0]) - 1
            base = starts[index]
            spots.append(
                Spot(
                    phrase.cls, phrase.strength, phrase.text, phrase.lang,
                    index, span[0] - base, span[1] - base,
                )
            )  # fmt: skip
    return tuple(_widest(spots))


def _parts(title: str) -> Iterator[tuple[int, int]]:
    """The whole title, then its parts, as spans."""
    yield 0, len(title)
    start = 0
    for gap in _PART.finditer(title):
        yield start, gap.start()
        start = gap.end()
    if start:
        yield start, len(title)


def spot_title(title: str, lang: str | None, the_book: Book | None = None) -> tuple[Spot, ...]:
    """The title phrases that are, or begin, the title or one of its parts.

    Args:
        title: the page's title.
        lang: the page's language as it states it, or ``None``.
        the_book: whose phrases are looked for; ``None``: harness's own and those of packages.
    """
    the_book = the_book or book()
    title = normalise(title).strip()
    lang = language(lang)
    openings = tuple(the_book.openings)
    spots = []
    for start, end in _parts(title):
        part = title[start:end]
        found = list(the_book.titles.get(part.strip(" .!?"), ()))
        if openings and part.startswith(openings):
            for opening, phrases in the_book.openings.items():
                if part.startswith(opening):
                    found += phrases
        for phrase in found:
            if _counts(phrase, lang):
                spots.append(Spot(phrase.cls, phrase.strength, phrase.text, phrase.lang, 0, start, end))
    return tuple(_widest(spots))
