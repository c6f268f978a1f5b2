"""Learn the gate: a few sums over a text's pieces that tell at once most of what is mere prose or a label.

    python -m learn.gate NOTICES.npz --corpus FOLDER

The model itself is the teacher: a text that it calls prose, a label or another of the silent kinds needs no reading.
The bar is set so that of the texts in which the model hears something else, of hands that the gate did not learn
from, hardly any is lost. What was learned is written into the model's file.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from harness.language.encoder import SILENT, Encoder, normal
from learn.texts import originals, page_blocks, prose_blocks, variants
from learn.wordings import folds, read_wordings, split

HEARD = 0.5
"""Probability of another kind than the silent ones from which a text must be read."""
LOST = 0.005
"""Share of such texts that the gate may lose."""
WIDTH = 48


def main() -> None:
    """Learn it for a model that is there."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    given = parser.parse_args()
    add_gate(given.model, given.corpus)


def add_gate(model: Path, corpus: Path) -> None:
    """Ask the model, learn, set the bar, write."""
    torch.manual_seed(3)
    encoder = Encoder(model)
    training = split(read_wordings()).training
    fold = folds(training, 10)
    texts = [(e.text, fold[i] == 0, False) for i, e in enumerate(originals(training))]
    texts += [(e.text, fold[i] == 0, False) for i, e in variants(training, seed=5, share=0.3)]
    pages = [*page_blocks(corpus, 25_000), *prose_blocks(corpus, 5_000)]
    texts += [(e.text, i % 10 == 0, True) for i, e in enumerate(pages)]
    texts = [row for row in texts if normal(row[0])]
    silent = [i for i, kind in enumerate(encoder.kinds) if kind in SILENT]
    heard = np.array([1 - odds(encoder.read(text)[0])[silent].sum() for text, *_ in texts], np.float32)
    seen = np.array([encoder.sums(encoder.ids(text)) for text, *_ in texts], np.float32)
    apart, page = (np.array([row[i] for row in texts]) for i in (1, 2))
    gate = learned(seen[~apart], heard[~apart])
    with torch.no_grad():
        says = gate(torch.from_numpy(seen))[:, 0].numpy()
    loud, quiet = says[apart & (heard >= HEARD)], says[apart & (heard < HEARD) & page]
    bar = float(np.quantile(loud, LOST))
    print(f"gate: of {len(quiet)} quiet blocks of pages {np.mean(quiet < bar):.3f} need no reading, "
          f"of {len(loud)} loud texts {np.mean(loud < bar):.4f} are lost")  # fmt: skip
    write(model, gate, bar)


def odds(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities."""
    raised = np.exp(logits - logits.max())
    return np.asarray(raised / raised.sum(), np.float32)


def learned(seen: NDArray[np.float32], heard: NDArray[np.float32]) -> nn.Sequential:
    """One hidden layer on the sums; what must be read counts for more."""
    gate = nn.Sequential(nn.Linear(seen.shape[1], WIDTH), nn.ReLU(), nn.Linear(WIDTH, 1))
    optimiser = torch.optim.AdamW(gate.parameters(), lr=2e-3, weight_decay=0.01)
    x, y = torch.from_numpy(seen), torch.from_numpy(heard)
    steps, size = 6000, 512
    for step in range(steps):
        optimiser.param_groups[0]["lr"] = 2e-3 * (1 - step / steps)
        chosen = torch.randint(len(x), (size,))
        weight = 1 + 3 * (y[chosen] >= HEARD).float()
        loss = nn.functional.binary_cross_entropy_with_logits(gate(x[chosen])[:, 0], y[chosen], weight=weight)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return gate.eval()


def write(path: Path, gate: nn.Sequential, bar: float) -> None:
    """Into the model's own file."""
    with np.load(path) as saved:
        stored = {name: saved[name] for name in saved.files}
    inner, outer = gate[0], gate[2]
    stored |= {
        "gate.in": inner.weight.detach().numpy().T.astype(np.float16),
        "gate.in_bias": inner.bias.detach().numpy().astype(np.float16),
        "gate.out": outer.weight.detach().numpy()[0].astype(np.float16),
        "gate.out_bias": np.array(float(outer.bias.detach()) - bar, np.float16),
    }
    np.savez(path, **stored)


if __name__ == "__main__":
    main()
