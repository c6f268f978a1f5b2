"""Distil the teacher into the student that ships.

python -m learn.train_student TEACHER.pt OUT.npz --corpus shared/corpus
"""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from harness.language.encoder import Encoder, Vocabulary
from harness.language.written import hashed
from learn.figures import figures, line
from learn.gate import add_gate
from learn.student import PAD, Shape, Student, choose, first_table, piece_ids, save, student_read
from learn.teacher import Teacher, batches, padded, read
from learn.texts import (
    NAMES,
    Example,
    button_texts,
    neighbours,
    originals,
    page_blocks,
    phrase_texts,
    prose_blocks,
    sentence_texts,
    variants,
)
from learn.train_teacher import targets
from learn.wordings import LANGUAGE, Wording, folds, plain, read_wordings, split

LEARNED_APART = 0.8
CAUTION = 0.8
"""Logits are made smaller by this beside what calibration on hands kept apart says: these are learned in the end, too,
and pages have far more harmless texts than wordings have. Set on the learn half's alarms."""
PIECE_DROP = 0.2
"""Share of a text's pieces that are left out in learning."""
STEADY = 0.9985
"""How much of the running mean of the weights stays at a step; the mean is what ships."""


def load_teacher(path: Path) -> Teacher:
    """The fine-tuned teacher."""
    teacher = Teacher(len(NAMES))
    teacher.load_state_dict(torch.load(path), strict=False)
    return teacher


def texts_told(training: list[Wording], corpus: Path, blocks: int) -> list[Example]:
    """What the teacher is asked about: the wordings, buttons alone, and texts of pages."""
    return [
        *originals(training),
        *button_texts(training),
        *sentence_texts(training),
        *prose_blocks(corpus, blocks // 3),
        *page_blocks(corpus, blocks),
        *phrase_texts(LANGUAGE / "phrases"),
    ]


@dataclass(frozen=True)
class Round:
    """Texts of one round as pieces, with what is wanted of each."""

    ids: list[list[int]]
    wanted: torch.Tensor
    vectors: torch.Tensor
    has_vector: torch.Tensor
    weight: torch.Tensor


Answers = Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]
"""What the teacher says of texts: logits and vector of each."""


class Course:
    """Rounds of texts: what the teacher told, and every time other variants and neighbours."""

    def __init__(
        self,
        training: list[Wording],
        told: list[Example],
        answers: Answers,
        vocabulary: Vocabulary,
        hard: float,
    ) -> None:
        self.training, self.told, self.vocabulary, self.hard = training, told, vocabulary, hard
        self.ids = piece_ids(vocabulary, [e.text for e in told])
        self.hear(answers)

    def hear(self, answers: Answers) -> None:
        """Take the teacher's answers over; a text without one keeps its label, if it has one."""
        width = next(iter(answers.values()))[1].shape[0]
        nothing = np.zeros(len(NAMES), np.float32), np.zeros(width, np.float32)
        logits, vectors = (
            torch.from_numpy(np.array([answers.get(e.text, nothing)[i] for e in self.told])) for i in (0, 1)
        )
        self.heard = torch.tensor([e.text in answers for e in self.told]).float()
        given, soft = targets(self.told), logits.softmax(1)
        known = (given.sum(1) > 0).float()
        trust = (known * (1 - self.heard * (1 - self.hard)))[:, None]
        self.wanted = trust * given + (1 - trust) * soft
        self.usable = (known + self.heard) > 0
        real = vectors[self.heard > 0]
        self.vectors = (vectors - real.mean(0)) / real.std(0)

    def round(self, number: int, chosen: list[int], training: list[int]) -> Round:
        """The told texts chosen, a variant and a company of each wording."""
        chosen = [i for i in chosen if self.usable[i]]
        rows = [self.training[i] for i in training]
        places, changed = zip(*variants(rows, seed=number), strict=True)
        places = [training[place] for place in places]
        together = neighbours(rows, seed=number, share=0.5)
        fresh = piece_ids(self.vocabulary, [e.text for e in [*changed, *together]])
        quiet = torch.zeros(len(together), self.vectors.shape[1])
        pages = torch.tensor(
            [1.0 if self.told[i].origin in ("wording", "page prose") else 0.5 for i in chosen]
        )
        return Round(
            [self.ids[i] or [0] for i in chosen] + [row or [0] for row in fresh],
            torch.cat([self.wanted[chosen], self.wanted[places], targets(together)]),
            torch.cat([self.vectors[chosen], self.vectors[places], quiet]),
            torch.cat([self.heard[chosen], self.heard[places], torch.zeros(len(together))]),
            torch.cat([pages, torch.ones(len(places) + len(together))]),
        )


@dataclass(frozen=True)
class Calibration:
    """What logits are divided by, and the probability below which it is unsure."""

    heat: float = 1.0
    bar: float = 0.45


def learn(
    student: Student,
    course: Course,
    apart: list[Wording],
    *,
    minutes: float,
    epochs: int,
    peak: float,
    alike: float,
    tokens: int,
) -> Calibration:
    """Kinds and the teacher's vectors as targets; the table is rounded in the last third.

    A tenth of the hands is kept apart for four fifths of the time: on it probabilities are calibrated. Then these
    hands' wordings are learned, too.
    """
    torch.manual_seed(2)
    rng = np.random.default_rng(2)
    hidden = {row.lang + row.hand for row in apart}
    body = [p for name, p in student.named_parameters() if name != "own.weight" and p.requires_grad]
    optimiser = torch.optim.AdamW(body, lr=peak, betas=(0.9, 0.98), weight_decay=0.02)
    of_table = torch.optim.SparseAdam([student.own.weight], lr=peak / 2)
    start = time.time()
    done, epoch, calibrated = 0.0, 0, Calibration()
    mean = {name: value.clone() for name, value in student.state_dict().items() if name != "base.weight"}
    while done < 1:
        now = course.round(
            epoch,
            [i for i, e in enumerate(course.told) if hidden.isdisjoint(e.hands)],
            [i for i, row in enumerate(course.training) if row.lang + row.hand not in hidden],
        )
        plan = list(batches([len(i) for i in now.ids], tokens, rng))
        total = 0.0
        student.train()
        for step, batch in enumerate(plan):
            done = max((epoch + step / len(plan)) / epochs, (time.time() - start) / 60 / minutes)
            if done >= 1 or (hidden and done >= LEARNED_APART):
                break
            student.coarse = done > 0.66
            now_rate = peak * min(1, done * 25 + 0.01) * max(0.01, 1 - done)
            optimiser.param_groups[0]["lr"], of_table.param_groups[0]["lr"] = now_rate, now_rate / 2
            with torch.autocast("cpu", torch.bfloat16):
                says, _, picture = student(
                    padded([now.ids[i] for i in batch], PAD), drop=0.2, piece_drop=PIECE_DROP
                )
            loss = F.cross_entropy(says.float(), now.wanted[batch], reduction="none")
            away = (picture.float() - now.vectors[batch]).square().mean(1) * now.has_vector[batch]
            loss = (now.weight[batch] * (loss + alike * away)).mean()
            optimiser.zero_grad()
            of_table.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body, 1.0)
            optimiser.step()
            of_table.step()
            with torch.no_grad():
                student.last.weight.clamp_(min=0.05)
                for name, value in student.state_dict().items():
                    if name == "own.weight" and step % 50:
                        continue  # large, and slow to change
                    if name in mean:
                        mean[name].lerp_(value, 1 - STEADY ** (50 if name == "own.weight" else 1))
            total += loss.item()
        note = (
            f"{epoch} {done:.2f} {len(plan)} steps, loss {total / len(plan):.3f} {time.time() - start:.0f} s"
        )
        kept = {name: value.clone() for name, value in student.state_dict().items() if name in mean}
        student.load_state_dict(mean, strict=False)
        if hidden:
            says, _ = student_read(student, course.vocabulary, [plain(r.text) for r in apart])
            note += " · " + line(figures(says, apart))
            if done >= LEARNED_APART:
                heat = temperature(says, apart)
                calibrated = Calibration(heat, threshold(says / heat, apart))
                note += f" · {calibrated}"
                hidden = set()
        print(note, flush=True)
        epoch += 1
        done = max(done, epoch / epochs)
        if done < 1:
            student.load_state_dict(kept, strict=False)
    return calibrated


def temperature(logits: NDArray[np.float32], rows: list[Wording]) -> float:
    """What the logits are divided by, so that probabilities come true."""
    truth = torch.tensor([NAMES.index(row.kind) for row in rows])
    says = torch.from_numpy(logits)
    tried = [0.5 + 0.05 * i for i in range(50)]
    return min(tried, key=lambda t: F.cross_entropy(says / t, truth).item())


def told_by_teacher(path: Path, texts: list[str], cache: Path) -> Answers:
    """What the teacher says of each text; kept, since it takes the longest."""
    mark = str(path.stat().st_mtime_ns)
    known: dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]] = {}
    if cache.exists():
        with np.load(cache) as saved:
            if str(saved["mark"]) == mark:
                old = saved["texts"].tobytes().decode().split("\n")
                known = dict(zip(old, zip(saved["logits"], saved["vectors"], strict=True), strict=True))
    new = list(dict.fromkeys(text for text in texts if text not in known))
    if new:
        start = time.time()
        known |= dict(zip(new, zip(*read(load_teacher(path), new), strict=True), strict=True))
        print(f"{len(new)} texts told by the teacher, {time.time() - start:.0f} s", flush=True)
    logits, vectors = (np.array([answer[i] for answer in known.values()]) for i in (0, 1))
    stored = "\n".join(known).encode()
    np.savez(
        cache, logits=logits, vectors=vectors, texts=np.frombuffer(stored, np.uint8), mark=np.array(mark)
    )
    return known


def threshold(logits: NDArray[np.float32], rows: list[Wording], right: float = 0.5) -> float:
    """The probability below which fewer than so many of the likeliest kinds are right."""
    odds = torch.from_numpy(logits).softmax(1).numpy()
    surely, said = odds.max(1), odds.argmax(1)
    truth = np.array([NAMES.index(row.kind) for row in rows])
    for bar in np.arange(0.2, 0.7, 0.02):
        near = (surely >= bar) & (surely < bar + 0.1)
        if near.sum() >= 10 and (said == truth)[near].mean() >= right:
            return round(float(bar), 2)
    return 0.5


def main() -> None:
    """Label, learn, count, save."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("teacher", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--blocks", type=int, default=6_000)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--tokens", type=int, default=4096)
    parser.add_argument("--ship", action="store_true", help="copy what was made into harness/language")
    for field in fields(Shape):
        parser.add_argument(f"--{field.name}", type=int, default=field.default)
    for name, default in (("peak", 2e-3), ("hard", 0.5), ("alike", 1.0)):
        parser.add_argument(f"--{name}", type=float, default=default)
    given = parser.parse_args()
    shape = Shape(**{field.name: getattr(given, field.name) for field in fields(Shape)})
    training = split(read_wordings()).training
    told = texts_told(training, given.corpus, given.blocks)
    answers = told_by_teacher(given.teacher, [e.text for e in told], given.out.with_suffix(".told.npz"))
    vocabulary, made_of = choose([e.text for e in told], shape.pieces)
    table = first_table(load_teacher(given.teacher), made_of, 384)
    student = Student(shape, len(NAMES), table)
    calibrated = learn(
        student, Course(training, told, answers, vocabulary, given.hard), kept_apart(training),
        minutes=given.minutes, epochs=given.epochs, peak=given.peak, alike=given.alike, tokens=given.tokens,
    )  # fmt: skip
    finish(student, vocabulary, training, calibrated, given.out)
    add_gate(given.out, given.corpus)
    for made in (given.out, given.out.with_name("nearest.npz")):
        print(f"{made.name} {made.stat().st_size / 1e6:.2f} MB")
        if given.ship:
            shutil.copy(made, LANGUAGE / made.name)


def kept_apart(training: list[Wording]) -> list[Wording]:
    """A tenth of the hands, to calibrate on."""
    return [row for row, fold in zip(training, folds(training, 10), strict=True) if fold == 0]


def finish(
    student: Student, vocabulary: Vocabulary, training: list[Wording], calibrated: Calibration, out: Path
) -> None:
    """Save the model, calibrated, and the vectors of what it learned from."""
    with torch.no_grad():
        student.head.weight *= CAUTION / calibrated.heat
        student.head.bias *= CAUTION / calibrated.heat
    _, ours = student_read(student, vocabulary, [plain(row.text) for row in training])
    middle = ours.mean(0)
    near = np.linalg.svd(ours - middle, full_matrices=False)[2][: student.shape.near].T
    turned = (ours - middle) @ near
    turned /= np.linalg.norm(turned, axis=1, keepdims=True)
    save(out, student, vocabulary, NAMES, near=near.astype(np.float16), middle=middle.astype(np.float16),
         unsure_below=np.array(calibrated.bar), like_own_above=np.array(own_bar(turned, training)))  # fmt: skip
    keep_nearest(out)


def keep_nearest(model: Path) -> None:
    """The vectors of what was learned from, beside the model, as the shipped encoder reads them."""
    encoder, rows = Encoder(model), read_wordings()
    learned = set(split(rows).training)
    places = [i for i, row in enumerate(rows) if row in learned]
    vectors = np.array([encoder.read(rows[i].text)[1] for i in places])
    turned = (vectors - encoder.middle) @ encoder.near
    turned /= np.linalg.norm(turned, axis=1, keepdims=True)
    np.savez(model.with_name("nearest.npz"), vectors=np.rint(turned * 127).astype(np.int8),
             places=np.array(places, np.int32))  # fmt: skip


def own_bar(vectors: NDArray[np.float32], training: list[Wording], right: float = 0.97) -> float:
    """How near a wording of another hand must be so that nearly always it is of the same kind."""
    rng = np.random.default_rng(3)
    chosen = rng.permutation(len(training))[:1500]
    near = vectors[chosen] @ vectors.T
    author = np.array([hashed(row.lang + row.hand)[:12] for row in training])
    kind = np.array([row.kind for row in training])
    near[author[chosen][:, None] == author[None, :]] = -1
    # a project has tens of wordings, not thousands: the nearest of forty at random
    few = rng.permutation(len(training))[: 40 * (len(training) // 40)].reshape(-1, 40)[: len(chosen)]
    best = np.array([few[i % len(few)][near[i, few[i % len(few)]].argmax()] for i in range(len(chosen))])
    alike, same = near[np.arange(len(chosen)), best], kind[best] == kind[chosen]
    for bar in np.arange(0.5, 0.99, 0.01):
        if same[alike >= bar].mean() >= right:
            return round(float(bar), 2)
    return 0.95


if __name__ == "__main__":
    main()
