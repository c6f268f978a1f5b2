"""Count all models on what is set aside, and write the tables of docs/notices.md.

python -m learn.report TEACHER.pt [--only-student]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from harness.language.encoder import Encoder
from harness.language.written import LANGUAGES_ASIDE
from learn.baselines import Reader, letters, milliseconds, teacher_as_it_comes
from learn.figures import MISSING, Share, figures
from learn.teacher import read
from learn.texts import NAMES
from learn.train_student import load_teacher
from learn.wordings import KINDS, LANGUAGE, Split, Wording, plain, read_wordings, split

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs" / "notices.md"
STORED = ROOT / "build" / "learn" / "figures.json"
"""Rows of models that take long, kept from run to run."""
MARKS = ((85, 96, 94), (80, 94, 92))
"""What was aimed at, in per cent: exact kind, noticed, kept; on set-aside wordings and languages."""


def shipped(path: Path = LANGUAGE / "notices.npz") -> Reader:
    """The encoder that ships."""
    encoder = Encoder(path)

    def tell(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([encoder.read(text)[0] for text in texts])

    return tell


@cache
def shipped_once() -> Reader:
    """The same; a text is read once for all tables."""
    encoder = Encoder(LANGUAGE / "notices.npz")
    logits = cache(lambda text: encoder.read(text)[0])
    return lambda texts: np.array([logits(text) for text in texts])


def row(name: str, tell: Reader, parts: Split, megabytes: float) -> list[str]:
    """One model's figures."""
    cells = [name]
    for rows in (parts.aside, parts.aside_languages):
        counted = figures(tell([plain(w.text) for w in rows]), rows)
        cells += [str(counted.exact), str(counted.noticed), str(counted.kept)]
    cost = milliseconds(tell, [plain(w.text) for w in parts.aside[:: max(1, len(parts.aside) // 100)]])
    return [*cells, f"{megabytes:.1f}", f"{cost:.1f}"]


def all_rows(teacher_path: Path, only_student: bool) -> list[list[str]]:
    """The models from the simplest to the largest."""
    parts = split(read_wordings())
    stored: dict[str, list[str]] = json.loads(STORED.read_text()) if STORED.exists() else {}
    if not only_student:
        stored["letters"] = row("linear on runs of letters", letters(parts.training), parts, 40)
        stored["plain teacher"] = row("teacher as it comes + logistic regression",
                                      teacher_as_it_comes(parts.training), parts, 72)  # fmt: skip
        tuned = load_teacher(teacher_path)
        stored["teacher"] = row("teacher, fine-tuned", lambda texts: read(tuned, list(texts))[0], parts, 235)
        static = STORED.with_name("static.npz")
        if static.exists():
            stored["static"] = row("table of pieces alone, trained", shipped(static), parts, size(static))
    weights = size(LANGUAGE / "notices.npz") + size(LANGUAGE / "nearest.npz")
    stored["student"] = row("**student (ships)**", shipped(), parts, weights)
    STORED.parent.mkdir(parents=True, exist_ok=True)
    STORED.write_text(json.dumps(stored, indent=1))
    return [
        stored[key] for key in ("letters", "static", "student", "plain teacher", "teacher") if key in stored
    ]


def size(path: Path) -> float:
    """Megabytes."""
    return path.stat().st_size / 1e6


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def by_kind(parts: Split) -> str:
    """Each kind: what it says, its state, how many are named rightly, what it is taken for."""
    logits = shipped_once()([plain(w.text) for w in parts.aside])
    said = logits.argmax(1)
    rows = []
    for name, state in KINDS.items():
        ours = np.array([w.kind == name for w in parts.aside])
        right = Share(int((said[ours] == NAMES.index(name)).sum()), int(ours.sum()))
        wrong = [NAMES[i] for i in said[ours] if NAMES[i] != name]
        often = sorted(set(wrong), key=lambda kind: (-wrong.count(kind), kind))[:2]
        rows.append([f"`{name}`", f"`{state}`" if state else "", str(right), ", ".join(often)])
    return table(["kind", "state", "named rightly, % (95 %)", "else taken for"], rows)


def by_language(parts: Split) -> str:
    """Each language's figures."""
    rows = []
    tell = shipped_once()
    everything: list[Wording] = [*parts.aside, *parts.aside_languages]
    for lang in sorted({w.lang for w in everything}):
        ours = [w for w in everything if w.lang == lang]
        f = figures(tell([plain(w.text) for w in ours]), ours)
        whole = " (whole)" if lang in LANGUAGES_ASIDE else ""
        rows.append([lang + whole, str(len(ours)), str(f.exact), str(f.noticed), str(f.kept)])
    return table(["language", "wordings", "exact kind", "noticed", "kept"], rows)


def marks(parts: Split) -> str:
    """Which of the aims the shipped model reaches."""
    lines = []
    for name, rows, wanted in (
        ("set-aside wordings", parts.aside, MARKS[0]),
        ("set-aside languages", parts.aside_languages, MARKS[1]),
    ):
        f = figures(shipped_once()([plain(w.text) for w in rows]), rows)
        each = zip(("exact kind", "noticed", "kept"), (f.exact, f.noticed, f.kept), wanted, strict=True)
        told = [
            f"{what} {aim} {'reached' if 100 * s.right >= aim * s.of else 'not reached'}"
            for what, s, aim in each
        ]
        lines.append(f"- aims on {name}: {', '.join(told)}.")
    return "\n".join(lines)


def unsure(parts: Split) -> str:
    """How often it says so, and how right it is."""
    encoder = Encoder(LANGUAGE / "notices.npz")
    lines = []
    for name, rows in (("set-aside wordings", parts.aside), ("set-aside languages", parts.aside_languages)):
        logits = shipped_once()([plain(w.text) for w in rows])
        odds = torch.from_numpy(logits).softmax(1).numpy()
        truth = np.array([NAMES.index(w.kind) for w in rows])
        right, surely = odds.argmax(1) == truth, odds.max(1)
        sure = surely >= encoder.unsure_below
        lacks = MISSING[truth]
        bins = [(a, b) for a, b in ((0.5, 0.7), (0.7, 0.9), (0.9, 1.01))]
        told = ", ".join(
            f"{100 * right[(surely >= a) & (surely < b)].mean():.0f} % of those at {a}–{min(b, 1.0)}"
            for a, b in bins
        )
        lines.append(
            f"- {name}: unsure of {100 * (~sure).mean():.1f} %; of the others {100 * right[sure].mean():.1f} % are right "
            f"({told}). {int(lacks.sum())} missing-text wordings, {int((~lacks).sum())} harmless ones."
        )
    return "\n".join(lines)


def main() -> None:
    """Write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("teacher", type=Path)
    parser.add_argument("--only-student", action="store_true")
    given = parser.parse_args()
    torch.set_num_threads(1)
    parts = split(read_wordings())
    head = ["model", "exact kind", "noticed", "kept", "exact kind, languages", "noticed", "kept", "MB", "ms"]
    counts = (
        f"{len(parts.training):,} wordings to learn from, {len(parts.aside):,} set aside, "
        f"{len(parts.aside_languages):,} in languages set aside ({', '.join(LANGUAGES_ASIDE)})."
    )
    put("counts", counts)
    put("models", table(head, all_rows(given.teacher, given.only_student)))
    put("marks", marks(parts))
    put("unsure", unsure(parts))
    put("kinds", by_kind(parts))
    put("languages", by_language(parts))


def put(name: str, text: str) -> None:
    """Between the two marks of that name."""
    docs = DOCS.read_text("utf-8")
    before, begin, rest = docs.partition(f"<!-- {name} -->\n")
    _, end, after = rest.partition(f"<!-- end {name} -->")
    DOCS.write_text(f"{before}{begin}{text}\n{end}{after}", "utf-8")


if __name__ == "__main__":
    main()
