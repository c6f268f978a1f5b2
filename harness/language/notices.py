"""What a short text on a page says: a wall, an offer, an error, a byline, ordinary prose.

A small model learned it from this project's own wordings (`wordings/<lang>.tsv`, many hands, many languages); it knows
no page and no phrase list. Kinds are in `kinds.toml`: a kind with a `state` says that a text which stops there lacks
something. The model is loaded when it is first asked.

    understand("Fancy the other two thirds? From £1.50 a week you get everything we print.").kind.name   # "pay"
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from types import MappingProxyType

import numpy as np

from harness.core.errors import UsageError, did_you_mean
from harness.language.encoder import Encoder, Floats, normal

HERE = Path(__file__).parent
REMEMBERED = 20_000
"""So many texts' answers are kept: sites repeat theirs."""


@dataclass(frozen=True)
class Kind:
    """Something a short text can say."""

    name: str
    says: str
    state: str | None
    """The state of a page whose text stops at such a notice; ``None`` for harmless kinds."""
    near: tuple[tuple[str, str], ...]
    """Texts easily taken for this kind, each with the kind it belongs to."""


@dataclass(frozen=True)
class Wording:
    """A notice that somebody wrote for this project, or for the user's own."""

    lang: str
    """Its language; of a user's own :data:`OWN`."""
    kind: str
    text: str


@dataclass(frozen=True)
class Notice:
    """What a short text says."""

    text: str
    kind: Kind | None
    """``None``: unsure, none of these clearly enough."""
    probability: float
    """Of the likeliest kind, calibrated: of a hundred answers at 0.9, about ninety are right."""
    missing: float
    """The probability that it is one of the kinds with a state."""
    likely: tuple[tuple[str, float], ...]
    """The three likeliest kinds."""
    own: Wording | None = None
    """The project's own wording that decided it."""

    def nearest(self) -> Wording | None:
        """The wording that decided it, or else the nearest one of ours, as evidence."""
        return self.own or nearest(self.text)


OWN = "own"
"""Stands for the language of a user's own wordings, which are of any."""


@dataclass(frozen=True, eq=False)
class Wordings:
    """A project's own wordings, which decide where a text is near enough to one of them."""

    rows: tuple[Wording, ...]
    vectors: Floats = field(repr=False)
    places: Mapping[str, int] = field(repr=False)
    """Each wording's place by its bare words: signs alone make no other wording."""

    @classmethod
    def of(cls, rows: Sequence[Wording]) -> Wordings:
        """Read by the model, not learned."""
        vectors = [direction(model().read(row.text)[1]) for row in rows]
        places = {bare(row.text): i for i, row in reversed(list(enumerate(rows)))}
        return cls(tuple(rows), np.array(vectors, np.float32).reshape(len(rows), -1), places)

    @classmethod
    def load(cls, *paths: Path) -> Wordings:
        """Files of `kind<TAB>text` or `kind<TAB>hand<TAB>text` lines.

        Raises:
            UsageError: a file cannot be read, or a line is malformed; the message names both.
        """
        return cls.of([row for path in paths for row in read_own(path)])


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds, by name."""
    table = tomllib.loads((HERE / "kinds.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            name: Kind(name, row["says"], row.get("state"), tuple((text, kind) for text, kind in row["near"]))
            for name, row in table.items()
        }
    )


@cache
def _model() -> Encoder:
    return Encoder(HERE / "notices.npz")


_loading = Lock()


def model() -> Encoder:
    """The model, loaded once."""
    with _loading:
        return _model()


def understand(text: str, own: Wordings | None = None) -> Notice:
    """What a text says; of a long one the first 120 words are looked at."""
    return _understand(text) if own is None else _as_own(text, own)


def hear(text: str, own: Wordings | None = None) -> Notice:
    """What a text of a page says. Most say nothing; what the gate takes for prose or a label is not read by the model."""
    if own is not None and own.rows:
        return understand(text, own)
    return _hear(text)


@lru_cache(maxsize=REMEMBERED)
def _hear(text: str) -> Notice:
    return (
        _understand(text) if not normal(text) or model().speaks(text) else Notice(text, None, 0.0, 0.0, PROSE)
    )


PROSE = (("prose", 1.0),)
"""What is likely of a text that is not read."""


def understand_all(texts: Sequence[str], own: Wordings | None = None) -> list[Notice]:
    """What each text says; each different text is read once."""
    return [understand(text, own) for text in texts]


@lru_cache(maxsize=REMEMBERED)
def _understand(text: str) -> Notice:
    encoder = model()
    if not normal(text):
        return Notice(text, None, 0.0, 0.0, ())
    logits, _ = _read(text)
    odds = np.exp((logits - logits.max()).astype(np.float64))
    odds /= odds.sum()
    known = kinds()
    # rounded, so that the last bits, which differ between machines, do not show
    by_kind = Counter({name: round(float(p), 4) for name, p in zip(encoder.kinds, odds, strict=True)})
    likely = tuple(by_kind.most_common(3))
    name, probability = likely[0]
    missing = round(sum(p for kind, p in by_kind.items() if known[kind].state), 3)
    sure = probability >= encoder.unsure_below
    return Notice(text, known[name] if sure else None, probability, missing, likely)


@lru_cache(maxsize=16)
def _read(text: str) -> tuple[Floats, Floats]:
    """What the model makes of a text; the last ones are kept, for a text is asked about twice in a row."""
    return model().read(text)


@lru_cache(maxsize=REMEMBERED)
def _as_own(text: str, own: Wordings) -> Notice:
    """What a text says, unless one of the project's own wordings is near: then that one's kind."""
    notice = _understand(text)
    if not own.rows or not normal(notice.text):
        return notice
    same = own.places.get(bare(notice.text))
    alike = own.vectors @ direction(_read(text)[1])
    best = int(alike.argmax()) if same is None else same
    if same is None and alike[best] < model().like_own_above:
        return notice
    row = own.rows[best]
    kind = kinds()[row.kind]
    sure = 1.0 if same is not None else round(float(min(alike[best], 1.0)), 4)
    return Notice(
        notice.text, kind, sure, sure if kind.state else round(1 - sure, 4), ((kind.name, sure),), row
    )


def bare(text: str) -> str:
    """Its words without any signs."""
    return " ".join(re.findall(r"\w+", normal(text)))


def direction(vector: Floats) -> Floats:
    """A text's vector among ours: turned to the main axes, of length one."""
    turned = (vector - model().middle) @ model().near
    return np.asarray(turned / max(float(np.linalg.norm(turned)), 1e-6), np.float32)


def nearest(text: str) -> Wording | None:
    """The wording of ours that the model finds most like a text."""
    if not normal(text):
        return None
    rows, vectors = _ours()
    return rows[int((vectors @ direction(model().read(text)[1])).argmax())] if rows else None


@cache
def _ours() -> tuple[list[Wording], Floats]:
    """The wordings learned from, with their vectors."""
    with np.load(HERE / "nearest.npz") as saved:
        vectors, places = saved["vectors"].astype(np.float32), saved["places"]
    rows = [row for path in sorted((HERE / "wordings").glob("*.tsv")) for row in read_rows(path)]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + np.float32(1e-6)
    return [rows[i] for i in places], vectors


def read_rows(path: Path) -> list[Wording]:
    """The wordings of one file, named after its language."""
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [Wording(path.stem, kind, text) for kind, _, text in lines]


def read_own(path: Path) -> Iterator[Wording]:
    """The wordings of a file of a user's own: `kind<TAB>text` or `kind<TAB>hand<TAB>text`, `#` before a remark.

    Raises:
        UsageError: it cannot be read, or a line is malformed; the message names the file and the line.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: it cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, *fields = line.split("\t")
        if len(fields) not in (1, 2) or not normal(fields[-1]):
            raise UsageError(f"{path}, line {number}: it must be kind<TAB>text, or kind<TAB>hand<TAB>text")
        if kind not in kinds():
            raise UsageError(f"{path}, line {number}: unknown kind {kind!r}{did_you_mean(kind, kinds())}")
        yield Wording(OWN, kind, fields[-1].strip())


@lru_cache(maxsize=8)
def own_wordings(paths: tuple[Path, ...]) -> Wordings | None:
    """The wordings of a project's own files, read once.

    Raises:
        UsageError: as :func:`read_own`.
    """
    return Wordings.load(*paths) if paths else None
