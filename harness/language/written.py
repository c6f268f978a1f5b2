"""The wordings that people wrote for this project: what each says, who wrote it, and which are set aside.

``wordings/<lang>.tsv`` holds one short notice a line: its kind, its hand (one imagined writer), its text. `` // ``
is a line break in the notice, ``[…]`` a button or link. A part is only ever counted, never learned from: whole
languages, and of each other language the hands that a hash puts first, about a fifth of its wordings.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from harness.core.model import State

HERE = Path(__file__).parent
FOLDER = HERE / "wordings"
KINDS = "kinds.toml"

LANGUAGES_ASIDE = frozenset({"is", "sl", "ms", "ta", "sw", "et"})
SHARE_ASIDE = 0.2

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
    """The wordings that may be learned from, or those set aside; sorted by language."""
    by_language: dict[str, list[Wording]] = {}
    for wording in wordings:
        by_language.setdefault(wording.lang, []).append(wording)
    found: list[Wording] = []
    for lang, rows in sorted(by_language.items()):
        aside = {row.hand for row in rows} if lang in LANGUAGES_ASIDE else hands_first(rows, SHARE_ASIDE)
        found += (row for row in rows if (row.hand in aside) is (hands is Hands.ASIDE))
    return found


def hands_first(rows: Sequence[Wording], share: float, salt: str = "") -> set[str]:
    """The hands of one language with the lowest hashes whose wordings together come nearest to a share."""
    sizes = Counter(row.hand for row in rows)
    order = sorted(sizes, key=lambda hand: hashed(rows[0].lang + hand + salt))
    taken: set[str] = set()
    amount, wanted = 0, share * len(rows)
    for hand in order:
        if abs(amount + sizes[hand] - wanted) >= abs(amount - wanted):
            break
        taken.add(hand)
        amount += sizes[hand]
    return taken


def hashed(text: str) -> str:
    """A hash that is the same everywhere."""
    return sha256(text.encode()).hexdigest()
