"""Lists: ``@targets.txt``, one target a line.

Empty lines and lines that begin with ``#`` are skipped. Paths count from the current folder, as in a
command line. A bad line is reported and does not stop the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from harness.core.errors import TargetError
from harness.sources.octets import need_text, read_file
from harness.sources.plain import decode
from harness.sources.source import DEFAULT, Item, Limits, NotAPage, Source
from harness.sources.targets import count_records, os_reason, read_records


def _read(target: str, limits: Limits, start: int = 0) -> Iterator[Item]:
    name = target.removeprefix("@")
    left_out = 0
    for number, entry, bad in _entries(target, limits):
        where = f"{name}:{number}"
        if left_out < start:
            held = 1 if bad else count_records(entry)
            if left_out + held <= start:
                left_out += held
                continue
        if bad:
            yield TargetError(where, f"a list cannot hold {entry!r}; only files, folders, addresses")
            continue
        within, left_out = start - left_out, start
        for item in read_records(entry, limits, within):
            named = isinstance(item, TargetError) and not isinstance(item, NotAPage)
            yield TargetError(where, str(item)) if named else item


def _entries(target: str, limits: Limits) -> Iterator[tuple[int, str, bool]]:
    """The lines that name something, with their numbers, and whether it is what a list cannot hold."""
    name = target.removeprefix("@")
    if not name:
        raise TargetError(target, "name the list after the @: @targets.txt")
    try:
        data = read_file(Path(name), target, limits)
    except OSError as error:
        raise TargetError(target, os_reason(error)) from error
    need_text(data, target)
    for number, line in enumerate(decode(data).splitlines(), start=1):
        entry = line.strip()
        if entry and not entry.startswith("#"):
            yield number, entry, entry.startswith("@") or entry == "-"


def _count(target: str) -> int:
    return sum(1 if bad else count_records(entry) for _, entry, bad in _entries(target, DEFAULT))


SOURCE = Source(
    claims=lambda target: target.startswith("@"),
    read=_read,
    read_from=_read,
    example="@targets.txt",
    count=_count,
)
