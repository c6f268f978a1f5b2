"""The wordings that people wrote for this project: what each says, who wrote it, and which are set aside.

``wordings/<lang>.tsv`` holds one short notice a line: its kind, its hand (one imagined writer), its text. `` // ``
is a line break in the notice, ``[…]`` a button or link. A part is only ever counted, never learned from: whole
languages, and about a fifth of the hands of each other language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path

from harness.core.model import State

HERE = Path(__file__).parent
FOLDER = HERE / "wordings"
KINDS = "kinds.toml"

FIRST_HANDS = HERE / "first_hands.tsv"
LANGUAGES_ASIDE = ("is", "sl", "ms", "ta", "sw", "et")
FIFTH = 5

_PART = re.compile(r"\s//\s|(\[[^\[\]]*\])")


class Hands(StrEnum):
    """Whose wordings."""

    TRAINING = "training"
    ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class Part:
    """A line of a notice, a button (or link) of it, or (``[____]``) a field to fill in."""

    text: str
    button: bool = False

    @property
    def field(self) -> bool:
        """Whether there is nothing to read."""
        return self.button and not any(letter.isalnum() for letter in self.text)


@dataclass(frozen=True, slots=True)
class Wording:
    """One short notice as a site would print it.

    Args:
        kind: what it says, a name of ``kinds.toml``.
        hand: who wrote it.
    """

    lang: str
    kind: str
    hand: str
    text: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its lines and buttons in order."""
        pieces = (piece.strip() for piece in _PART.split(self.text) if piece and piece.strip())
        return tuple(
            Part(p[1:-1].strip(), button=True) if p[0] == "[" and p[-1] == "]" else Part(p) for p in pieces
        )

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines and buttons as a reader reads them, one below the other."""
        return tuple(part.text for part in self.parts if not part.field)


def read_wordings(folder: Path = FOLDER) -> list[Wording]:
    """All wordings of a folder, in the order of its files.

    Raises:
        ValueError: a line has not three fields between tabs.
    """
    rows: list[Wording] = []
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            kind, hand, text = line.split("\t")
            rows.append(Wording(path.stem, kind, hand, text))
    return rows


def states(folder: Path = HERE) -> dict[str, State | None]:
    """Each kind with the state of a page whose text stops at it; harmless kinds have none."""
    table = tomllib.loads((folder / KINDS).read_text("utf-8"))
    return {name: State(row["state"]) if "state" in row else None for name, row in table.items()}


def of_hands(wordings: Iterable[Wording], hands: Hands) -> list[Wording]:
    """The wordings that may be learned from, or those set aside."""
    return [row for row in wordings if is_aside(row.lang, row.hand) is (hands is Hands.ASIDE)]


def is_aside(lang: str, hand: str) -> bool:
    """Whether a hand's wordings are only ever counted.

    A hand's side never changes: those of the first ones, that were there when a model learned first, are written
    down; a later one's is its hash's.
    """
    if lang in LANGUAGES_ASIDE:
        return True
    side = first_hands().get((lang, hand))
    return side == "aside" if side else int(hashed(f"{lang}|{hand}"), 16) % FIFTH == 0


@cache
def first_hands() -> Mapping[tuple[str, str], str]:
    """The sides of the hands that were there first, by language and hand: ``aside`` or ``learn``."""
    lines = (line.split("\t") for line in FIRST_HANDS.read_text("utf-8").splitlines())
    return {(lang, hand): side for side, lang, hand in lines}


def hashed(text: str) -> str:
    """A hash that is the same everywhere."""
    return sha256(text.encode()).hexdigest()
