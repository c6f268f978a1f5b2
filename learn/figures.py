"""What is counted of a model on wordings it never saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from learn.texts import NAMES
from learn.wordings import KINDS, Wording

MISSING = np.array([KINDS[name] is not None for name in NAMES])


@dataclass(frozen=True)
class Share:
    """So many of so many, with its 95 % interval (Wilson)."""

    right: int
    of: int

    def __str__(self) -> str:
        if not self.of:
            return "–"
        p, n, z = self.right / self.of, self.of, 1.96
        middle = (p + z * z / 2 / n) / (1 + z * z / n)
        half = z * sqrt(p * (1 - p) / n + z * z / 4 / n / n) / (1 + z * z / n)
        return f"{100 * p:.1f} ({100 * (middle - half):.1f}–{100 * (middle + half):.1f})"


@dataclass(frozen=True)
class Figures:
    """Exact kind; missing-text kinds noticed; harmless kinds kept."""

    exact: Share
    noticed: Share
    kept: Share


def figures(logits: NDArray[np.float32], rows: Sequence[Wording]) -> Figures:
    """Noticed and kept by the summed probability of the kinds that have a state."""
    odds = np.exp(logits - logits.max(1, keepdims=True))
    odds /= odds.sum(1, keepdims=True)
    said = odds.argmax(1)
    truth = np.array([NAMES.index(row.kind) for row in rows])
    lacks = MISSING[truth]
    seen = odds[:, MISSING].sum(1) >= 0.5
    return Figures(
        Share(int((said == truth).sum()), len(rows)),
        Share(int(seen[lacks].sum()), int(lacks.sum())),
        Share(int((~seen[~lacks]).sum()), int((~lacks).sum())),
    )


def line(f: Figures) -> str:
    """On one line."""
    return f"exact {f.exact} · noticed {f.noticed} · kept {f.kept} · n {f.exact.of}"
