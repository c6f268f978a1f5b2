"""The phrase book: one TOML file per language, read once and made ready for searching.

A phrase is written as a reader sees it. Four signs make it more than its letters:

- ``{n}`` stands for a number, in digits or as one of the file's ``numbers`` words;
- ``{}`` stands for up to 40 characters of anything;
- ``<a|b|>`` stands for any one of the choices, here also for none;
- a ``*`` at the end lets the last word, or a title, go on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.metadata import entry_points
from itertools import product
from pathlib import Path
from typing import Any

import ahocorasick_rs

from harness.core.errors import PhraseError
from harness.language.normal import normalise

CLASSES = frozenset(
    "paywall registration login metered meter_used truncation excerpt pagination remaining error not_found"
    " removed server_error maintenance rate_limited bot_challenge geo_block consent_wall pay_or_consent"
    " consent adblock_wall js_required loading parked price offer newsletter app_only institution captcha"
    " opposite comment_gate ui_chrome back_home related onward to_follow".split()
)
"""What a phrase may say. A class is about the words alone; rules decide what they mean where they stand."""

ANY = "any"
"""The language of phrases that look the same everywhere: codes, brand names of error pages, signs."""


class Strength(StrEnum):
    """How much a phrase says by itself: decides at the cut, needs a partner, or is only a hint."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


_STRENGTHS = frozenset(strength.value for strength in Strength)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of the book.

    Args:
        text: the normalised phrase, signs included.
        number: what ``{n}`` stands for in its language, as a regex; empty for a phrase without signs.
        open_end: its last word may go on.
        leads: its anchors stand at its beginning.
    """

    cls: str
    strength: Strength
    lang: str
    text: str
    number: str = ""
    open_end: bool = False
    leads: bool = True


@dataclass(frozen=True, slots=True)
class Book:
    """All phrases, ready for searching.

    Args:
        automaton: finds the anchors; its pattern numbers index ``phrases``.
        phrases: by pattern number, all phrases with that anchor.
        titles: whole title parts, normalised, to their phrases.
        openings: beginnings of title parts, normalised, to their phrases.
        languages: the languages that have a file, ``any`` aside.
    """

    automaton: ahocorasick_rs.AhoCorasick
    phrases: tuple[tuple[Phrase, ...], ...]
    titles: Mapping[str, tuple[Phrase, ...]]
    openings: Mapping[str, tuple[Phrase, ...]]
    languages: frozenset[str]


_SIGN = re.compile(r"(\{n?\}|<[^<>]*>)")
_HOLE = re.compile(r"(\{n?\})")
_HOLES = {"{n}": "(?:{})", "{}": r"[^\n]{{0,40}}?"}
_DIGITS = r"\d[\d.,' ]{0,12}(?<![ .,])|\d"
_ANCHOR = 12
_SPELLINGS = 24


def _options(piece: str) -> list[str]:
    return piece[1:-1].split("|") if piece.startswith("<") else [piece]


def _spellings(pieces: list[list[str]]) -> list[str]:
    """Every reading of ``pieces``, each given as its options."""
    return [" ".join("".join(picked).split()) for picked in product(*pieces)]


def _anchors(pieces: list[str]) -> tuple[list[str], bool]:
    """Literal readings of one stretch of ``pieces``, one of which every match must contain.

    And whether the stretch is the beginning.

    Long anchors keep chance hits rare, few keep the automaton small: the stretch with the fewest
    readings that are all long enough wins, else the one whose shortest reading is longest.
    """
    options = [_options(piece) for piece in pieces]
    least = [min(len(choice.strip()) for choice in choices) for choices in options]
    best, found = (0, 0), (0, 0)
    for first in range(len(pieces)):
        readings, length = 1, 0
        for last in range(first, len(pieces)):
            if "{" in pieces[last]:
                break
            readings *= len(options[last])
            length += least[last]
            if readings > _SPELLINGS:
                break
            score = (min(_ANCHOR, length), -readings)
            if score > best:
                best, found = score, (first, last + 1)
    return _spellings(options[found[0] : found[1]]), found[0] == 0


def _option(option: str, number: str) -> str:
    """The regex of one choice, which may itself have holes."""
    return "".join(
        _HOLES[part].format(number) if part in _HOLES else re.escape(part) for part in _HOLE.split(option)
    )


@cache
def compiled(text: str, number: str) -> re.Pattern[str]:
    """The regex of a normalised phrase with signs, its numbers matched by ``number``.

    A space beside a number or beside a choice that may be left out may be missing: "5 %", "5%".
    """
    pieces = _SIGN.split(text)
    out = []
    loose = [piece == "{n}" or "" in _options(piece) for piece in pieces]
    for i, piece in enumerate(pieces):
        if piece in _HOLES:
            out.append(_HOLES[piece].format(number))
        elif piece.startswith("<"):
            out.append("(?:" + "|".join(_option(option, number) for option in _options(piece)) + ")")
        else:
            body = piece
            before = after = ""
            if i and loose[i - 1] and body.startswith(" "):
                before, body = " ?", body[1:]
            if i + 1 < len(pieces) and loose[i + 1] and body.endswith(" "):
                after, body = " ?", body[:-1]
            if not piece and i and i + 1 < len(pieces):
                before = " ?"
            out.append(before + re.escape(body) + after)
    return re.compile("".join(out))


def make(cls: str, strength: Strength, lang: str, written: str, number: str) -> tuple[Phrase, list[str]]:
    """A phrase as written in a file, and the anchors to look for; ``number`` is a number's regex.

    Raises:
        PhraseError: nothing in the phrase is literal.
    """
    text = normalise(written)
    open_end = text.endswith("*")
    text = text.rstrip("* ")
    if "{" not in text and "<" not in text:
        return Phrase(cls, strength, lang, text, open_end=open_end), [text]
    anchors, leads = _anchors(_SIGN.split(text))
    if not min(anchors):
        raise PhraseError(f"{lang}: {written!r} has no literal part to look for")
    return Phrase(cls, strength, lang, text, number, open_end, leads), anchors


def title_spellings(written: str) -> list[str]:
    """Every reading of a title phrase, which has choices but no holes."""
    return _spellings([_options(piece) for piece in _SIGN.split(normalise(written).rstrip("* "))])


def read_file(path: Path) -> dict[str, Any]:
    """A language file as it stands.

    Raises:
        PhraseError: it cannot be read.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PhraseError(f"{path.name}: {error}") from error


def _entries(path: Path) -> Iterator[tuple[str, Strength | None, str, str]]:
    """Class, strength (``None`` in titles), phrase as written and number regex of each entry of a file."""
    data = read_file(path)
    lang = data.pop("lang", None)
    if lang != path.stem:
        raise PhraseError(f"{path.name}: lang must be {path.stem!r}")
    number = "|".join([_DIGITS, *(re.escape(normalise(word)) for word in data.pop("numbers", ()))])
    for cls, written in data.pop("title", {}).items():
        _known(path, cls)
        for phrase in written:
            yield cls, None, phrase, number
    for cls, by_strength in data.items():
        _known(path, cls)
        for strength, written in by_strength.items():
            if strength not in _STRENGTHS:
                raise PhraseError(f"{path.name}: [{cls}] {strength}: not one of {', '.join(Strength)}")
            for phrase in written:
                yield cls, Strength(strength), phrase, number


def _known(path: Path, cls: str) -> None:
    if cls not in CLASSES:
        raise PhraseError(f"{path.name}: [{cls}] is not a class; known: {', '.join(sorted(CLASSES))}")


def files(extra_folders: Iterable[Path] = ()) -> Iterator[Path]:
    """The language files: ours, then those of ``extra_folders``, each folder by name."""
    for folder in (Path(__file__).parent / "phrases", *extra_folders):
        if not folder.is_dir():
            raise PhraseError(f"there is no folder of phrases {folder}")
        yield from sorted(folder.glob("*.toml"))


@cache
def packaged() -> tuple[Path, ...]:
    """The folders of phrases of the packages of the entry point group ``harness.language``."""
    entries = sorted(entry_points(group="harness.language"), key=lambda entry: entry.name)
    return tuple(Path(place) for entry in entries for place in entry.load().__path__)


def book(extra_folders: tuple[Path, ...] = ()) -> Book:
    """The book of all language files, ours and those of packages, read and built once.

    Args:
        extra_folders: folders with further files of the same form, whose phrases are added.

    Raises:
        PhraseError: a file cannot be read, or names an unknown class or strength.
    """
    return _book((*packaged(), *extra_folders))


def own_phrases(folders: tuple[Path, ...]) -> frozenset[str]:
    """The phrases of a project's folders, as spots name them: whoever adds one has seen that it counts."""
    return _own((*packaged(), *folders))


@lru_cache(maxsize=8)
def _own(folders: tuple[Path, ...]) -> frozenset[str]:
    entries = (
        entry for folder in folders for path in sorted(folder.glob("*.toml")) for entry in _entries(path)
    )
    return frozenset(
        make(cls, strength, "", written, number)[0].text
        for cls, strength, written, number in entries
        if strength is not None
    )


@lru_cache(maxsize=8)
def _book(extra_folders: tuple[Path, ...]) -> Book:
    body: dict[str, list[Phrase]] = {}
    titles: dict[str, list[Phrase]] = {}
    openings: dict[str, list[Phrase]] = {}
    languages = set()
    for path in files(extra_folders):
        lang = path.stem
        languages.add(lang)
        for cls, strength, written, number in _entries(path):
            if strength is not None:
                phrase, anchors = make(cls, strength, lang, written, number)
                for anchor in anchors:
                    body.setdefault(anchor, []).append(phrase)
                continue
            for text in title_spellings(written):
                phrase = Phrase(cls, Strength.STRONG, lang, text, open_end=written.endswith("*"))
                if phrase.open_end:
                    openings.setdefault(text, []).append(phrase)
                else:
                    titles.setdefault(text.strip(" .!?"), []).append(phrase)
    return Book(
        ahocorasick_rs.AhoCorasick(body),
        tuple(map(tuple, body.values())),
        {text: tuple(found) for text, found in titles.items()},
        {text: tuple(found) for text, found in openings.items()},
        frozenset(languages - {ANY}),
    )
