"""``harness run``: from inputs to result files and a manifest."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from harness.core.errors import UsageError
from harness.look.run import result_files as results
from harness.look.run.input_files import sweep
from harness.look.run.judging import TURNS, Settings
from harness.look.run.manifest import manifest_file, need_same, write_manifest
from harness.look.run.plan import PLAN, SLICE, Plan, Shard, Slice, plan
from harness.look.run.processes import Done, over_processes
from harness.look.run.tally import Tally, total

Means = Callable[[Iterable[Slice], Settings], Iterator[Done]]
"""How slices are done: over processes of this machine, or over a cluster."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run came to.

    Args:
        manifest: as written.
        skipped: slices that an earlier run had done.
        problems: slices that were not done, with the reason.
    """

    manifest: dict[str, Any]
    skipped: int
    problems: tuple[str, ...]


def run(
    targets: Sequence[str],
    settings: Settings,
    *,
    means: Means,
    shard: Shard | None = None,
    size: int = SLICE,
    fresh: bool = False,
    planned: Callable[[int], None] = lambda _: None,
    progress: Callable[[int], None] = lambda _: None,
) -> Report:
    """Judge everything that is not judged yet.

    Args:
        targets: files, folders, archives, tables, lists.
        settings: what all slices have in common.
        means: what does the slices.
        shard: only this part of them.
        size: pages in a slice.
        fresh: take away what an earlier run left.
        planned: told how many pages are to be done, all in all.
        progress: told how many pages were done, each time some were.

    Raises:
        UsageError: the folder holds another run, or an input cannot be part of a run.
    """
    out = settings.out
    _prepare(out, fresh)
    if settings.format == "parquet":
        results.need_parquet()
    if any(target == "-" for target in targets):
        raise UsageError("standard input cannot be read again after an interruption; name a file")
    began = datetime.now(UTC)
    need_same(out, shard, settings.how)
    whole = plan(targets, out, size=size)
    mine = list(whole.slices(shard))
    planned(sum(piece.pages for piece in mine))
    # The manifest is there from the start, so that a resumed run knows by which rules it was begun.
    tallies: list[Tally] = []
    todo: list[Slice] = []
    for piece in mine:
        done = results.finished(out, piece, settings.format)
        if done is None:
            todo.append(piece)
        else:
            tallies.append(done)
            progress(piece.pages)
    skipped = len(tallies)
    problems: list[str] = []

    def note() -> dict[str, Any]:
        left = sum(piece.pages for piece in mine) - sum(tally.read for tally in tallies)
        return write_manifest(
            out, whole, shard, how=settings.how, began=began, tally=total(tallies), left=left
        )

    note()
    try:
        for finished in means(todo, settings):
            if finished.tally is None:
                problems.append(f"{finished.piece.target}, slice {finished.piece.name}: {finished.error}")
            else:
                tallies.append(finished.tally)
            progress(finished.piece.pages)
    finally:
        manifest = note()
        if shard is None:  # else another one may be under way
            shutil.rmtree(out / TURNS, ignore_errors=True)
    return Report(manifest, skipped, tuple(problems))


def on_this_machine(workers: int) -> Means:
    """Slices over ``workers`` processes of this machine."""
    return lambda slices, settings: over_processes(slices, settings, workers=workers)


def _prepare(out: Path, fresh: bool) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out}: the folder cannot be made ({error.strerror})") from error
    ours = (out / PLAN, manifest_file(out, None))
    foreign = any(out.iterdir()) and not any(path.exists() for path in ours)
    if foreign and not list(out.glob("manifest-*-of-*.json")):
        raise UsageError(f"{out} holds other things than a run; use an empty folder")
    for folder in (out / results.RESULTS, out / results.COUNTS):
        if fresh:
            shutil.rmtree(folder, ignore_errors=True)
        elif folder.is_dir():
            sweep(folder)
    if fresh:
        for path in (*ours, *out.glob("manifest-*-of-*.json")):
            path.unlink(missing_ok=True)


def whole(plan_: Plan, out: Path, format_: str) -> bool:
    """Whether every slice of a plan is done, whichever shard did it."""
    return all(results.finished(out, piece, format_) is not None for piece in plan_.slices())
