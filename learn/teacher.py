"""The teacher: multilingual-e5-small in PyTorch, which can be trained on, and its tokenizer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import Metaspace
from torch import Tensor, nn
from torch.nn import functional as F

from learn.pieces import Pretrained, pretrained

MOST_TOKENS = 160
PREFIX = "query: "


@cache
def tokenizer() -> Tokenizer:
    """Its own Unigram vocabulary, whole."""
    p = pretrained()
    made = Tokenizer(Unigram(list(zip(p.pieces, p.scores.tolist(), strict=True)), unk_id=p.unknown))
    made.pre_tokenizer = Metaspace(replacement="▁", prepend_scheme="always")
    return made


def token_ids(texts: Sequence[str], prefix: str = PREFIX) -> list[list[int]]:
    """Each text as the teacher reads it, between its begin and end marks."""
    p = pretrained()
    clean = [" ".join((prefix + t).translate(p.normal).split(" ")) for t in texts]
    encoded = tokenizer().encode_batch(clean, add_special_tokens=False)
    return [[p.begin, *e.ids[: MOST_TOKENS - 2], p.end] for e in encoded]


def attended(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Attention written out: on a processor and on short texts half again as fast as PyTorch's own."""
    odds = (q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5).masked_fill(~mask, -1e4)
    return odds.softmax(-1).to(v.dtype) @ v


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT does."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.after_attention = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.after_inner = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        n, length, width = x.shape
        q, k, v = self.qkv(x).view(n, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        seen = attended(q, k, v, mask)
        seen = self.out(seen.transpose(1, 2).reshape(n, length, width))
        x = self.after_attention(x + F.dropout(seen, drop, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.after_inner(x + F.dropout(inner, drop, self.training))


class Teacher(nn.Module):
    """The encoder, the mean of its token vectors, and a head that tells the kind."""

    def __init__(self, kinds: int, drop: float = 0.1) -> None:
        super().__init__()
        p = pretrained()
        self.drop = drop
        self.words = nn.Embedding(len(p.pieces), p.width)
        self.places = nn.Embedding(512, p.width)
        self.first_norm = nn.LayerNorm(p.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(p.width, p.heads, p.inner) for _ in range(p.layers))
        self.head = nn.Linear(p.width, kinds)
        self.fill(p)

    def fill(self, p: Pretrained) -> None:
        """Take the weights over."""
        a = {name: torch.from_numpy(value) for name, value in p.arrays.items()}
        w = p.width
        with torch.no_grad():
            self.words.weight.copy_(a["emb.word"].view(-1, w)[: len(p.pieces)])
            self.places.weight.copy_(a["emb.pos"].view(-1, w) + a["emb.type"].view(-1, w)[0])
            self.first_norm.weight.copy_(a["emb.ln.w"])
            self.first_norm.bias.copy_(a["emb.ln.b"])
            for i, layer in enumerate(self.layers):
                assert isinstance(layer, Layer)
                layer.qkv.weight.copy_(torch.cat([a[f"l{i}.{x}.w"].view(w, w) for x in "qkv"]))
                layer.qkv.bias.copy_(torch.cat([a[f"l{i}.{x}.b"] for x in "qkv"]))
                layer.out.weight.copy_(a[f"l{i}.ao.w"].view(w, w))
                layer.out.bias.copy_(a[f"l{i}.ao.b"])
                layer.up.weight.copy_(a[f"l{i}.fi.w"].view(p.inner, w))
                layer.up.bias.copy_(a[f"l{i}.fi.b"])
                layer.down.weight.copy_(a[f"l{i}.fo.w"].view(w, p.inner))
                layer.down.bias.copy_(a[f"l{i}.fo.b"])
                layer.after_attention.weight.copy_(a[f"l{i}.aln.w"])
                layer.after_attention.bias.copy_(a[f"l{i}.aln.b"])
                layer.after_inner.weight.copy_(a[f"l{i}.oln.w"])
                layer.after_inner.bias.copy_(a[f"l{i}.oln.b"])

    def forward(self, ids: Tensor, pad: int = 1) -> tuple[Tensor, Tensor]:
        """Logits of the kinds, and the mean token vector (not normalised)."""
        real = ids != pad
        x = self.first_norm(self.words(ids) + self.places.weight[: ids.shape[1]])
        x = F.dropout(x, self.drop, self.training)
        mask = real[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, self.drop)
        kept = real[:, :, None]
        vector = (x * kept).sum(1) / kept.sum(1)
        return self.head(F.dropout(vector, self.drop, self.training)), vector


def batches(
    lengths: Sequence[int], tokens: int, shuffle: np.random.Generator | None = None
) -> Iterator[list[int]]:
    """Texts of like length together, at most so many tokens a batch with their padding."""
    noise = shuffle.uniform(0, 0.3, len(lengths)) if shuffle else np.zeros(len(lengths))
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] * (1 + noise[i]))
    made: list[list[int]] = []
    now: list[int] = []
    longest = 0
    for i in order:
        longest = max(longest, lengths[i])
        if now and longest * (len(now) + 1) > tokens:
            made.append(now)
            now, longest = [], lengths[i]
        now.append(i)
    made.append(now)
    if shuffle:
        shuffle.shuffle(made)
    return iter(made)


def padded(ids: Sequence[Sequence[int]], pad: int = 1) -> Tensor:
    """One rectangle of ids."""
    longest = max(map(len, ids))
    return torch.tensor([[*row, *[pad] * (longest - len(row))] for row in ids])


@torch.no_grad()
def read(teacher: Teacher, texts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Logits and vectors of many texts, in their order."""
    teacher.eval()
    ids = token_ids(texts)
    logits = np.zeros((len(texts), teacher.head.out_features), np.float32)
    vectors = np.zeros((len(texts), teacher.head.in_features), np.float32)
    for batch in batches([len(i) for i in ids], 4096):
        with torch.autocast("cpu", torch.bfloat16):
            says, vector = teacher(padded([ids[i] for i in batch]))
        logits[batch], vectors[batch] = says.float().numpy(), vector.float().numpy()
    return logits, vectors
