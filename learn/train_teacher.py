"""Fine-tune the teacher on the training wordings.

python -m learn.train_teacher OUT.pt [--corpus shared/corpus] [--epochs 1] [--fold K] [--start-from EARLIER.pt]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from torch.nn import functional as F

from learn.figures import figures, line
from learn.teacher import Teacher, batches, padded, read, token_ids
from learn.texts import NAMES, Example, neighbours, originals, prose_blocks, variants
from learn.wordings import Wording, folds, plain, read_wordings, split


def targets(examples: list[Example]) -> torch.Tensor:
    """Rows of shares of the kinds."""
    made = torch.zeros(len(examples), len(NAMES))
    for row, example in enumerate(examples):
        for kind, share in example.kinds:
            made[row, NAMES.index(kind)] = share
    return made


def start_head(teacher: Teacher, training: list[Wording]) -> None:
    """The head begins as a logistic regression on the untouched teacher's vectors."""
    _, vectors = read(teacher, [plain(row.text) for row in training])
    middle, spread = vectors.mean(0), vectors.std(0)
    regression = LogisticRegression(C=0.02, max_iter=200)
    regression.fit((vectors - middle) / spread, [NAMES.index(row.kind) for row in training])
    weight = torch.from_numpy((regression.coef_ / spread).astype(np.float32))
    with torch.no_grad():
        teacher.head.weight.copy_(weight)
        teacher.head.bias.copy_(
            torch.from_numpy(regression.intercept_).float() - weight @ torch.from_numpy(middle)
        )


def train(
    training: list[Wording],
    corpus: Path | None,
    epochs: int,
    check: list[Wording],
    minutes: float,
    start_from: Path | None = None,
) -> Teacher:
    """Some rounds over the wordings, each time changed in other ways."""
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    teacher = Teacher(len(NAMES))
    for still in (teacher.words, teacher.places, teacher.first_norm, *teacher.layers[:4]):
        still.requires_grad_(False)
    body = [p for name, p in teacher.named_parameters() if p.requires_grad and not name.startswith("head")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": 1e-4}, {"params": teacher.head.parameters(), "lr": 3e-4}], weight_decay=0.01
    )
    prose = prose_blocks(corpus, len(training) // 12) if corpus else []
    if start_from:
        teacher.load_state_dict(torch.load(start_from), strict=False)
    else:
        start_head(teacher, training)
    start = time.time()
    stop = False
    for epoch in range(epochs):
        # as it is in the first round, changed in the next ones
        examples = [e for _, e in variants(training, seed=epoch)] if epoch else originals(training)
        examples += neighbours(training, seed=epoch, share=0.25)
        examples += prose[epoch::epochs]
        ids = token_ids([e.text for e in examples])
        wanted = targets(examples) * 0.95 + 0.05 / len(NAMES)
        plan = list(batches([len(i) for i in ids], 1536, rng))
        teacher.train()
        total = 0.0
        for step, batch in enumerate(plan):
            done = (epoch + step / len(plan)) / epochs
            late = (time.time() - start) / 60 / minutes
            done = max(done, late)
            for group, rate in zip(optimiser.param_groups, (1e-4, 3e-4), strict=True):
                group["lr"] = rate * min(1, done * 20 + 0.02) * max(0.02, 1 - done)
            with torch.autocast("cpu", torch.bfloat16):
                says, _ = teacher(padded([ids[i] for i in batch]))
            loss = F.cross_entropy(says.float(), wanted[batch])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimiser.step()
            total += loss.item()
            if step % 25 == 24:
                print(
                    f"{epoch} {step + 1}/{len(plan)} loss {total / 25:.3f} {time.time() - start:.0f} s",
                    flush=True,
                )
                total = 0.0
            if late >= 1:
                stop = True
                break
        if check:
            says, _ = read(teacher, [plain(row.text) for row in check])
            print(epoch, line(figures(says, check)), flush=True)
        if stop:
            break
    return teacher


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--start-from", type=Path, help="an earlier teacher to go on with")
    given = parser.parse_args()
    parts = split(read_wordings())
    training, check = parts.training, []
    if given.fold is not None:
        numbers = folds(training)
        check = [row for row, fold in zip(training, numbers, strict=True) if fold == given.fold]
        training = [row for row, fold in zip(training, numbers, strict=True) if fold != given.fold]
    print(f"{len(training)} wordings to learn from, {len(check)} to check", flush=True)
    teacher = train(training, given.corpus, given.epochs, check, given.minutes, given.start_from)
    state = {k: v for k, v in teacher.state_dict().items() if not k.startswith("words")}
    torch.save(state, given.out)
    for name, rows in (("aside", parts.aside), ("aside languages", parts.aside_languages)):
        if rows and given.fold is None:
            says, _ = read(teacher, [plain(row.text) for row in rows])
            print(name, line(figures(says, rows)), flush=True)


if __name__ == "__main__":
    main()
