"""Doing one slice: its pages read, judged and written. What a process, or a Ray actor, is there for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from harness.core.errors import TargetError
from harness.look.apart import Apart
from harness.look.checked import Checked
from harness.look.looking import Looking
from harness.look.one_page import Looker
from harness.look.run import result_files as results
from harness.look.run.plan import Slice
from harness.look.run.tally import Tally
from harness.sources.source import Item
from harness.sources.targets import read_records

if TYPE_CHECKING:
    from types import TracebackType

TURNS = "turns"
"""Folder of a run in which its processes keep their turns at hosts."""

TOGETHER = 2
"""Pages that one process has in its browser at a time."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What every slice of a run has in common.

    Args:
        out: the run's folder.
        format: one of :data:`harness.look.run.result_files.FORMATS`.
        how: how pages are looked at; what runs on one machine keeps one pace at each host.
    """

    out: Path
    format: str = "jsonl"
    how: Looking = Looking(concurrency=TOGETHER)


class Judge:
    """Judges slices, one after the other; its browser, once needed, serves them all. A context manager.

    Args:
        settings: what all its slices have in common.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()

    def __enter__(self) -> Self:
        how = self._settings.how
        apart = self._runner.run(self._stack.enter_async_context(Apart(most=1)))
        self._looker = Looker(
            replace(how, turns=how.turns or self._settings.out / TURNS), self._stack, apart=apart
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._stack.aclose())
        self._runner.close()

    def slice(
        self,
        piece: Slice,
        begun: Callable[[int], None] = lambda _: None,
        poison: frozenset[int] = frozenset(),
        *,
        careful: bool = False,
    ) -> Tally:
        """Judge and write one slice.

        Args:
            piece: the slice.
            begun: told the place of each page before it is looked at, so that a death can be blamed on it.
            poison: places of pages that are not looked at: a process died over them.
            careful: look at one page at a time.
        """
        together = 1 if careful else TOGETHER * 2
        looks = self._looked_at(piece, begun, poison, together)
        return results.write(self._settings.out, piece, self._settings.format, looks)

    def _looked_at(
        self, piece: Slice, begun: Callable[[int], None], poison: frozenset[int], together: int
    ) -> Iterator[Checked]:
        items = islice(read_records(piece.target, self._settings.how.limits, piece.start), piece.pages)
        numbered = enumerate(items, start=piece.start)
        reached = piece.start
        while group := list(islice(numbered, together)):
            begun(group[0][0])
            looks = self._runner.run(self._group(group, poison))
            yield from looks
            reached = group[-1][0] + 1
        for missing in range(reached, piece.stop):
            why = "the input holds fewer records than were counted"
            yield Checked(f"{piece.target}:{missing + 1}", error=TargetError(piece.target, why))

    async def _group(self, group: list[tuple[int, Item]], poison: frozenset[int]) -> list[Checked]:
        return await asyncio.gather(*(self._one(place, item, poison) for place, item in group))

    async def _one(self, place: int, item: Item, poison: frozenset[int]) -> Checked:
        if place in poison:
            why = "a process died while it was looked at"
            return Checked(item.target, error=TargetError(item.target, why), order=place)
        return await self._looker.check(place, item)
