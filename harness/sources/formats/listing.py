"""Lists: ``@targets.txt``, one target a line.

Empty lines and lines that begin with ``#`` are skipped. Paths count from the current folder, as in a
command line. A bad line is reported and does not stop the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from harness.errors import TargetError
from harness.sources.octets import need_text, read_file
from harness.sources.plain import decode
from harness.sources.source import Item, Limits, Source
from harness.sources.targets import os_reason, read_target


def _read(target: str, limits: Limits) -> Iterator[Item]:
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
        if not entry or entry.startswith("#"):
            continue
        if entry.startswith("@") or entry == "-":
            yield TargetError(
                f"{name}:{number}", f"a list cannot hold {entry!r}; only files, folders, addresses"
            )
            continue
        for item in read_target(entry, limits):
            yield TargetError(f"{name}:{number}", str(item)) if isinstance(item, TargetError) else item


def _count(target: str) -> int:
    with Path(target.removeprefix("@")).open("rb") as lines:
        return sum(1 for line in lines if line.strip() and not line.lstrip().startswith(b"#"))


SOURCE = Source(
    claims=lambda target: target.startswith("@"), read=_read, example="@targets.txt", count=_count
)
