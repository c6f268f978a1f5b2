"""The wordings as rows, and which of them are set aside: one rule for scripts and tests."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.language.written import LANGUAGES_ASIDE, hashed, is_aside

LANGUAGE = Path(__file__).resolve().parent.parent / "harness" / "language"
FOLDER = LANGUAGE / "wordings"
KINDS: dict[str, str | None] = {
    name: kind.get("state")
    for name, kind in tomllib.loads((LANGUAGE / "kinds.toml").read_text("utf-8")).items()
}
"""Each kind with the state of a page that stops at it, if it has one."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One short notice as a site would print it, what it says, and who wrote it."""

    lang: str
    kind: str
    hand: str
    text: str

    @property
    def missing(self) -> bool:
        """Whether a text that ends here lacks something."""
        return KINDS[self.kind] is not None


@dataclass(frozen=True)
class Split:
    """What may be trained on, and the two parts that are only ever counted."""

    training: list[Wording]
    aside: list[Wording]
    aside_languages: list[Wording]


def read_wordings(folder: Path = FOLDER) -> list[Wording]:
    """All files of the folder: kind, hand and text on a line, between tabs."""
    rows = []
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            kind, hand, text = line.split("\t")
            rows.append(Wording(path.stem, kind, hand, text))
    return rows


def split(wordings: Iterable[Wording]) -> Split:
    """Whole languages aside, and about a fifth of the hands of each other language."""
    parts = Split([], [], [])
    for row in wordings:
        if row.lang in LANGUAGES_ASIDE:
            parts.aside_languages.append(row)
        else:
            (parts.aside if is_aside(row.lang, row.hand) else parts.training).append(row)
    return parts


def folds(training: Sequence[Wording], count: int = 5) -> list[int]:
    """A fold for each training wording; a hand is never in two."""
    return [int(hashed(f"fold {row.lang}{row.hand}"), 16) % count for row in training]


def plain(text: str) -> str:
    """A wording as a page's text has it: no marks for line breaks and buttons."""
    return " ".join(re.sub(r"\s//\s|[\[\]]", " ", text).split())
