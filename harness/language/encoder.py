"""A short text as numbers: pieces of words, two small transformer layers, logits of the kinds. NumPy alone.

Weights and vocabulary are in `notices.npz` beside this file; `learn/` makes them. Floats are in half precision,
the table of pieces in 4 bits a number and one scale a row. Everything is computed text by text, in one order, so
that a text's answer never depends on what was asked before or together with it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MOST_WORDS = 120
MOST_CHARACTERS = 900
MOST_PIECES = 192
"""Of a longer text the first and the last pieces are read."""
SPACE = "▁"
UNKNOWN = 0
NO_SIGN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\x00-\x08]")
MARKS = re.compile(r"[\[\]]|(?<!\S)//(?!\S)")


def normal(text: str) -> str:
    """Small letters, compatible forms, single spaces; no marks for buttons and line breaks."""
    text = NO_SIGN.sub("", unicodedata.normalize("NFKC", text[: 2 * MOST_CHARACTERS]))
    return " ".join(MARKS.sub(" ", text.lower()).split()[:MOST_WORDS])[:MOST_CHARACTERS]


SILENT = frozenset(
    "prose prose_about label teaser author read_also share copyright app comments_closed correction first_published"
    " more_to_follow commerce widget_error sign_in_to_comment newsletter adblock_appeal donation".split()
)
"""Kinds of texts that neither cut nor sell: most of a page."""


class Vocabulary:
    """Pieces of words with their log probabilities: the likeliest way to write a text with them."""

    def __init__(self, pieces: list[str], scores: NDArray[np.floating[Any]]) -> None:
        self.pieces = pieces
        self.known = {
            piece: (i, score)
            for i, (piece, score) in enumerate(zip(pieces, scores.tolist(), strict=True))
            if i
        }
        self.longest = max(map(len, pieces))
        self.worst = float(scores.min()) - 10.0
        self.word = lru_cache(maxsize=30_000)(self.likeliest)

    def ids(self, text: str) -> list[int]:
        """A normal text's pieces, word by word."""
        return [i for word in text.split(" ") for i in self.word(SPACE + word)]

    def likeliest(self, word: str) -> tuple[int, ...]:
        """Viterbi over all ways to cut the word."""
        known, longest, worst, end = self.known, self.longest, self.worst, len(word)
        best = [0.0] + [-1e30] * end
        back = [(0, UNKNOWN)] * (end + 1)
        for start in range(end):
            so_far = best[start]
            for stop in range(start + 1, min(start + longest, end) + 1):
                piece = known.get(word[start:stop])
                if piece is None:
                    if stop > start + 1:
                        continue
                    piece = (UNKNOWN, worst)
                score = so_far + piece[1]
                if score > best[stop]:
                    best[stop] = score
                    back[stop] = (start, piece[0])
        found = []
        while end:
            end, piece_id = back[end]
            found.append(piece_id)
        return tuple(reversed(found))


@dataclass(frozen=True)
class Layer:
    """One transformer layer's weights, the gains of its norms multiplied in."""

    qkv: Floats
    qkv_bias: Floats
    out: Floats
    out_bias: Floats
    up: Floats
    up_bias: Floats
    down: Floats
    down_bias: Floats


class Encoder:
    """The model as `learn/` saved it."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as saved:
            stored = {name: saved[name] for name in saved.files}
        pieces = stored["pieces"].tobytes().decode().split("\n")
        self.vocabulary = Vocabulary(pieces, stored["scores"].astype(np.float64))
        self.heads = int(stored["heads"])
        self.nibbles = stored["table"]
        self.scale = stored["table_scale"].astype(np.float32)
        self.places = stored["places"].astype(np.float32)
        self.layers = [
            Layer(*(stored[f"{i}.{name}"].astype(np.float32) for name in Layer.__annotations__))
            for i in range(int(stored["layers"]))
        ]
        self.pool = stored["pool"].astype(np.float32)
        self.pool_bias = stored["pool_bias"].astype(np.float32)
        self.head = stored["head"].astype(np.float32)
        self.head_bias = stored["head_bias"].astype(np.float32)
        self.middle = stored["middle"].astype(np.float32)
        self.near = stored["near"].astype(np.float32)
        self.kinds = stored["kinds"].tobytes().decode().split("\n")
        names = ("gate.in", "gate.in_bias", "gate.out", "gate.out_bias")
        self.gate = tuple(stored[name].astype(np.float32) for name in names) if names[0] in stored else None
        self.unsure_below = float(stored["unsure_below"])
        self.like_own_above = float(stored["like_own_above"])

    def rows(self, ids: list[int]) -> Floats:
        """The table's rows of some pieces."""
        packed = self.nibbles[ids]
        wide: Floats = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32)
        wide -= np.float32(8)
        wide *= self.scale[ids][:, None]
        return wide

    def ids(self, text: str) -> list[int]:
        """A text's pieces; of a long one the first and the last."""
        ids = self.vocabulary.ids(normal(text))
        return ids if len(ids) <= MOST_PIECES else ids[: MOST_PIECES // 2] + ids[-MOST_PIECES // 2 :]

    def sums(self, ids: list[int]) -> Floats:
        """The mean and the largest value of the table's rows of some pieces."""
        rows = self.rows(ids)
        return np.concatenate([rows.mean(0), rows.max(0)])

    def speaks(self, text: str) -> bool:
        """Whether a text may say anything but the :data:`SILENT` kinds: told from sums alone, so that few are lost."""
        if self.gate is None:
            return True
        into, into_bias, out, out_bias = self.gate
        inner = np.maximum(self.sums(self.ids(text)) @ into + into_bias, 0)
        return float(inner @ out + out_bias) >= 0

    def read(self, text: str) -> tuple[Floats, Floats]:
        """Logits of the kinds, and the vector of what the text says."""
        ids = self.ids(text)
        x: Floats = self.rows(ids) + self.places[: len(ids)]
        for layer in self.layers:
            x = x + attended(normed(x) @ layer.qkv + layer.qkv_bias, self.heads) @ layer.out + layer.out_bias
            inner: Floats = normed(x) @ layer.up + layer.up_bias
            np.maximum(inner, 0, out=inner)
            x = x + inner @ layer.down + layer.down_bias
        x = normed(x)
        both = np.concatenate([x.mean(0), x.max(0)])
        vector: Floats = np.tanh(both @ self.pool + self.pool_bias)
        return vector @ self.head + self.head_bias, vector


def normed(x: Floats) -> Floats:
    """Mean nought and length one in each row; gains and shifts are in what follows."""
    level: Floats = np.subtract(x, x.mean(1, keepdims=True))
    level /= np.sqrt(np.einsum("ij,ij->i", level, level)[:, None] / np.float32(x.shape[1]) + np.float32(1e-5))
    return level


def attended(qkv: Floats, heads: int) -> Floats:
    """Each piece's view of all others; queries are scaled already."""
    length, width = len(qkv), qkv.shape[1] // 3
    q, k, v = qkv.reshape(length, 3, heads, width // heads).transpose(1, 2, 0, 3)
    odds: Floats = q @ k.transpose(0, 2, 1)
    odds -= odds.max(-1, keepdims=True)
    np.exp(odds, out=odds)
    odds /= odds.sum(-1, keepdims=True)
    seen: Floats = (odds @ v).transpose(1, 0, 2).reshape(length, width)
    return seen
