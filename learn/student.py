"""The student: what ships. A table of pieces in small letters and small transformer layers, in PyTorch to learn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from harness.language.encoder import MOST_PIECES, SPACE, Vocabulary, normal
from learn.pieces import pretrained
from learn.teacher import Teacher, attended, batches, padded

PAD = -1
DROP = 0.15
"""Share of each layer's numbers that are dropped in learning: without it the wordings are learned by heart."""
OWN_DROP = 0.5
"""How often a piece does without what it learned for itself, beyond what the teacher knew of it."""


@dataclass(frozen=True)
class Shape:
    """The student's sizes."""

    width: int = 192
    heads: int = 4
    inner: int = 384
    layers: int = 3
    pieces: int = 52_000
    near: int = 64


def lower_pieces() -> dict[str, list[int]]:
    """All pieces of the teacher that are the same in small letters, the likeliest first."""
    p = pretrained()
    together: dict[str, list[int]] = {}
    for i in np.argsort(-p.scores, kind="stable").tolist():
        piece = p.pieces[i].lower()
        if i > p.unknown and piece and "\n" not in piece and normal(piece.replace(SPACE, "")) in (
            piece.replace(SPACE, ""),
        ):  # fmt: skip
            together.setdefault(piece, []).append(i)
    return together


def choose(texts: Sequence[str], most: int) -> tuple[Vocabulary, list[list[int]]]:
    """The pieces that the texts need, then the likeliest; and of which of the teacher's pieces each is made."""
    p = pretrained()
    together = lower_pieces()
    chance = {piece: float(np.logaddexp.reduce(p.scores[ids])) for piece, ids in together.items()}
    order = sorted(together, key=lambda piece: -chance[piece])
    whole = Vocabulary(["", *order], np.array([0.0, *(chance[piece] for piece in order)]))
    count = [0] * len(whole.pieces)
    for text in texts:
        for i in whole.ids(normal(text)):
            count[i] += 1
    needed = sorted((i for i in range(1, len(count)) if count[i]), key=lambda i: (-count[i], i))
    rest = [i for i in range(1, len(count)) if not count[i]]
    chosen = sorted((needed + rest)[: most - 1])
    pieces = ["", *(whole.pieces[i] for i in chosen)]
    scores = np.array([0.0, *(chance[whole.pieces[i]] for i in chosen)])
    return Vocabulary(pieces, scores.astype(np.float16).astype(np.float64)), [
        [],
        *(together[q] for q in pieces[1:]),
    ]


@torch.no_grad()
def first_table(teacher: Teacher, made_of: Sequence[Sequence[int]], width: int) -> NDArray[np.float32]:
    """A row for each piece: its row in the teacher's table, and what the teacher makes of it standing alone."""
    p = pretrained()
    words = p.arrays["emb.word"].reshape(-1, p.width)
    raw = np.zeros((len(made_of), p.width), np.float32)
    for row, ids in enumerate(made_of):
        if ids:
            share = np.exp(p.scores[ids] - p.scores[ids].max())
            raw[row] = (share / share.sum()) @ words[ids]
    teacher.eval()
    alone = np.zeros_like(raw)
    for start in range(1, len(made_of), 512):
        ids = torch.tensor(
            [[p.begin, made_of[i][0], p.end] for i in range(start, min(start + 512, len(made_of)))]
        )
        with torch.autocast("cpu", torch.bfloat16):
            alone[start : start + len(ids)] = teacher(ids)[1].float().numpy()
    return np.concatenate([whitened(raw, width // 2), whitened(alone, width - width // 2)], axis=1)


def whitened(rows: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Principal components, the strong ones damped, of like size."""
    rows = rows - rows[1:].mean(0)
    _, values, axes = np.linalg.svd(np.cov(rows[1:].T))
    made = rows @ axes[:width].T / (values[:width] ** 0.25)
    made /= made[1:].std()
    made[0] = 0
    return np.asarray(made, np.float32)


class StudentLayer(nn.Module):
    """One layer, normalised before each half."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.first = nn.LayerNorm(shape.width)
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.second = nn.LayerNorm(shape.width)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        n, length, width = x.shape
        q, k, v = self.qkv(self.first(x)).view(n, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        seen = attended(q, k, v, mask)
        out = self.out(seen.transpose(1, 2).reshape(n, length, width))
        x = x + F.dropout(out, DROP, self.training)
        return x + F.dropout(self.down(F.relu(self.up(self.second(x)))), DROP, self.training)


class Student(nn.Module):
    """Table, places, layers; the mean and the maximum of the pieces make the vector of what a text says."""

    def __init__(
        self, shape: Shape, kinds: int, table: NDArray[np.float32], teacher_width: int = 384
    ) -> None:
        super().__init__()
        self.shape = shape
        base = table.shape[1]
        self.base = nn.Embedding.from_pretrained(torch.from_numpy(table), freeze=True)
        self.turn = nn.Linear(base, shape.width, bias=False)
        self.own = nn.Embedding(len(table), shape.width, sparse=True)
        nn.init.zeros_(self.own.weight)
        self.places = nn.Parameter(torch.randn(MOST_PIECES, shape.width) * 0.02)
        self.layers = nn.ModuleList(StudentLayer(shape) for _ in range(shape.layers))
        self.last = nn.LayerNorm(shape.width)
        self.pool = nn.Linear(2 * shape.width, shape.width)
        self.head = nn.Linear(shape.width, kinds)
        self.like_teacher = nn.Linear(shape.width, teacher_width)
        self.coarse = False
        """Whether the table is rounded to what will be stored, as it learns to bear in the end."""

    def rows(self, ids: Tensor) -> Tensor:
        """Rows of the table as it will be."""
        ids, places = ids.unique(return_inverse=True)
        own = self.own(ids)
        if self.training:
            # rows never seen in learning, as of other languages, have none of their own: learn to do without
            own = own * (torch.rand(len(ids), 1) >= OWN_DROP)
        made = self.turn(self.base(ids)) + own
        if self.coarse:
            scale = made.detach().abs().amax(-1, keepdim=True).clamp(min=1e-6) / 7.5
            rounded = (made.detach() / scale).round().clamp(-8, 7) * scale
            made = made + (rounded - made).detach()
        return F.embedding(places, made)

    def forward(
        self, ids: Tensor, drop: float = 0.1, piece_drop: float = 0.0
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Logits, the vector, and its picture among the teacher's vectors."""
        real = ids != PAD
        ids = ids.clamp(min=0)
        if self.training and piece_drop:
            ids = ids * (torch.rand(ids.shape) >= piece_drop)
        x = F.dropout(self.rows(ids) + self.places[: ids.shape[1]], DROP, self.training)
        mask = real[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        x = self.last(x)
        kept = real[:, :, None]
        mean = (x * kept).sum(1) / kept.sum(1)
        most = x.masked_fill(~kept, -1e4).amax(1)
        vector = torch.tanh(self.pool(torch.cat([mean, most], 1)))
        return self.head(F.dropout(vector, drop, self.training)), vector, self.like_teacher(vector)


def piece_ids(vocabulary: Vocabulary, texts: Sequence[str]) -> list[list[int]]:
    """As the encoder reads them."""
    found = []
    for text in texts:
        ids = vocabulary.ids(normal(text))
        found.append(ids if len(ids) <= MOST_PIECES else ids[: MOST_PIECES // 2] + ids[-MOST_PIECES // 2 :])
    return found


@torch.no_grad()
def student_read(
    student: Student, vocabulary: Vocabulary, texts: Sequence[str]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Logits and vectors of many texts."""
    student.eval()
    ids = piece_ids(vocabulary, texts)
    logits = np.zeros((len(texts), student.head.out_features), np.float32)
    vectors = np.zeros((len(texts), student.shape.width), np.float32)
    for batch in batches([len(i) for i in ids], 8192):
        says, vector, _ = student(padded([ids[i] for i in batch], PAD))
        logits[batch], vectors[batch] = says.numpy(), vector.numpy()
    return logits, vectors


@torch.no_grad()
def save(path: Path, student: Student, vocabulary: Vocabulary, kinds: Sequence[str], **more: object) -> None:
    """Write what `harness.language.encoder` reads."""
    half = {}

    def put(name: str, value: Tensor) -> None:
        half[name] = value.numpy().astype(np.float16)

    shape = student.shape
    table = student.turn(student.base.weight) + student.own.weight
    scale = (table.abs().amax(1).clamp(min=1e-6) / 7.5).numpy().astype(np.float16)
    codes = np.clip(np.rint(table.numpy() / scale.astype(np.float32)[:, None]), -8, 7).astype(np.int16) + 8
    middle = shape.width // 2
    put("places", student.places)
    for i, layer in enumerate(student.layers):
        assert isinstance(layer, StudentLayer)
        qkv, bias = folded(layer.qkv, layer.first)
        by = torch.ones(3 * shape.width)
        by[: shape.width] = 1 / math.sqrt(shape.width // shape.heads)
        put(f"{i}.qkv", qkv * by)
        put(f"{i}.qkv_bias", bias * by)
        put(f"{i}.out", layer.out.weight.T)
        put(f"{i}.out_bias", layer.out.bias)
        up, bias = folded(layer.up, layer.second)
        put(f"{i}.up", up)
        put(f"{i}.up_bias", bias)
        put(f"{i}.down", layer.down.weight.T)
        put(f"{i}.down_bias", layer.down.bias)
    gain, shift = student.last.weight.repeat(2), student.last.bias.repeat(2)
    # the maximum of what a negative gain turns round would be the minimum
    assert (student.last.weight > 0).all()
    put("pool", student.pool.weight.T * gain[:, None])
    put("pool_bias", student.pool.bias + student.pool.weight @ shift)
    put("head", student.head.weight.T)
    put("head_bias", student.head.bias)
    np.savez(
        path,
        pieces=np.frombuffer("\n".join(vocabulary.pieces).encode(), np.uint8),
        scores=np.array([0.0, *(vocabulary.known[q][1] for q in vocabulary.pieces[1:])], np.float16),
        table=(codes[:, :middle] | codes[:, middle:] << 4).astype(np.uint8),
        table_scale=scale,
        heads=np.array(shape.heads),
        layers=np.array(shape.layers),
        kinds=np.frombuffer("\n".join(kinds).encode(), np.uint8),
        **half,
        **more,  # type: ignore[arg-type]
    )


def folded(linear: nn.Linear, norm: nn.LayerNorm) -> tuple[Tensor, Tensor]:
    """A linear map with the gain and shift of the norm before it multiplied in."""
    return linear.weight.T * norm.weight[:, None], linear.bias + linear.weight @ norm.bias
