"""What a run has to do: its inputs cut into slices. The same inputs always give the same slices.

A slice is a range of the pages of one input. It knows nothing of the others, so that any process on any
machine that sees the inputs can do it, and doing it twice gives the same file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from harness.core.errors import UsageError
from harness.look.run.input_files import write_atomically
from harness.sources.targets import count_records

SLICE = 500
"""Pages in a slice: some seconds of work, so that little is done again after a crash."""

PLAN = "plan.json"


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that the user named.

    Args:
        target: as named.
        size: its bytes, to notice that it changed; -1 for what is no file.
        count: its records that may be pages.
    """

    target: str
    size: int
    count: int


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of work.

    Args:
        target: the input.
        number: the input's place among the inputs, from 0.
        start: its first page, counted from 0.
        stop: the page behind its last.
    """

    target: str
    number: int
    start: int
    stop: int

    @property
    def name(self) -> str:
        """Its file's name without ending; names sort as the pages do."""
        return f"{self.number:05d}-{self.start:09d}"

    @property
    def pages(self) -> int:
        """How many pages it holds."""
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class Plan:
    """All inputs, and how long their slices are."""

    inputs: tuple[Input, ...]
    slice: int = SLICE

    @property
    def pages(self) -> int:
        """How many pages there are in all."""
        return sum(i.count for i in self.inputs)

    def slices(self, shard: Shard | None = None) -> Iterator[Slice]:
        """The slices, or those of one shard."""
        order = 0
        for number, one in enumerate(self.inputs):
            for start in range(0, one.count, self.slice):
                if shard is None or shard.holds(order):
                    yield Slice(one.target, number, start, min(start + self.slice, one.count))
                order += 1


@dataclass(frozen=True, slots=True)
class Shard:
    """Part ``index`` of ``of``, counted from 1."""

    index: int
    of: int

    def holds(self, order: int) -> bool:
        """Whether the slice at this place among all slices belongs to it."""
        return order % self.of == self.index - 1


def read_shard(text: str) -> Shard:
    """``2/8`` as a shard.

    Raises:
        UsageError: it is not of that form, or out of range.
    """
    index, slash, of = text.partition("/")
    if not (slash and index.isdecimal() and of.isdecimal() and 1 <= int(index) <= int(of)):
        raise UsageError(f"--shard {text!r}: write i/n, from 1/n to n/n, such as 2/8")
    return Shard(int(index), int(of))


def plan(
    targets: Sequence[str], out: Path, *, size: int = SLICE, counted: Callable[[Input], None] = lambda _: None
) -> Plan:
    """The plan of a run, counted once and kept in ``out``, so that a resumed run starts at once.

    Args:
        targets: the inputs.
        out: the run's folder.
        size: pages in a slice.
        counted: called for each input that was counted, for progress.

    Raises:
        UsageError: ``out`` holds a run over other inputs or with slices of another length.
        TargetError: an input cannot be counted.
    """
    sizes = [_size(target) for target in targets]
    known = _read(out / PLAN)
    if known is not None:
        named = list(zip(targets, sizes, strict=True))
        same = known.slice == size and [(i.target, i.size) for i in known.inputs] == named
        if not same or any(_has_grown(one) for one in known.inputs):
            raise UsageError(
                f"{out} holds a run over other inputs or slices; use another folder, or --fresh to begin anew"
            )
        return known
    inputs = []
    for target, bytes_ in zip(targets, sizes, strict=True):
        inputs.append(Input(target, bytes_, count_records(target)))
        counted(inputs[-1])
    made = Plan(tuple(inputs), size)
    write_atomically(out / PLAN, json.dumps(asdict(made), indent=1).encode())
    return made


def _size(target: str) -> int:
    path = Path(target.removeprefix("@"))
    return path.stat().st_size if path.is_file() else -1


def _has_grown(one: Input) -> bool:
    """A folder has no size of its own: whether it holds more or fewer pages than were counted."""
    return Path(one.target).is_dir() and count_records(one.target) != one.count


def _read(path: Path) -> Plan | None:
    try:
        found = json.loads(path.read_bytes())
        return Plan(tuple(Input(**one) for one in found["inputs"]), found["slice"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: it is no plan of a run ({error}); --fresh begins anew") from error
