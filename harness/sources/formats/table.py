"""Tables: ``.csv``, ``.tsv``, ``.jsonl`` and ``.ndjson`` (also ``.gz``, ``.zst``) with a page a row.

Columns are known by their names: html, url, status, headers, text, path, id (``harness/sources/rows.py``
lists the others). Rows are read one at a time; a broken row does not stop the others.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self, cast

from harness.core.errors import TargetError
from harness.sources.json_text import read_json
from harness.sources.octets import open_file
from harness.sources.rows import page_of
from harness.sources.source import DEFAULT, Item, Limits, Source, megabytes
from harness.sources.targets import written_elsewhere

_COMMAS = {".csv": ",", ".tsv": "\t"}
_LINES = frozenset({".jsonl", ".ndjson"})
_PACKED = frozenset({".gz", ".zst"})
_STEP = 1024 * 1024


def _ending(target: str) -> str:
    path = Path(target)
    inner = path.with_suffix("") if path.suffix.lower() in _PACKED else path
    return inner.suffix.lower()


def _read(target: str, limits: Limits) -> Iterator[Item]:
    path = Path(target)
    for number, row in _rows(target, limits):
        name = f"{target}:{number}"
        if isinstance(row, str):
            yield TargetError(name, row)
        else:
            yield page_of(row, name, path.parent, limits)


def _rows(target: str, limits: Limits) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Rows with the line they begin in, counted from 1; a broken one as what is wrong with it."""
    with open_file(Path(target), target) as raw:
        buffered = io.BufferedReader(cast("io.RawIOBase", raw))
        if _ending(target) in _LINES:
            yield from _objects(buffered, limits)
        else:
            text = io.TextIOWrapper(buffered, encoding="utf-8-sig", errors="replace", newline="")
            yield from _cells(_Lines(text, target, limits), target, limits)


def _longest(limits: Limits) -> int:
    """Bytes of a row: a whole document, its escapes, and some columns."""
    return limits.max_bytes * 3 // 2 + 65_536


def _objects(lines: io.BufferedIOBase, limits: Limits) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    number = 0
    while line := lines.readline(_longest(limits)):
        number += 1
        if len(line) == _longest(limits) and not line.endswith(b"\n"):
            while rest := lines.readline(_STEP):
                if rest.endswith(b"\n"):
                    break
            yield (
                number,
                f"the line is longer than {megabytes(limits)} and a half more; --max-mb raises the cap",
            )
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            row = read_json(line.decode("utf-8", "replace"))
        except ValueError as error:
            yield number, f"it is no JSON ({error})"
            continue
        yield number, row if isinstance(row, dict) else "it is no JSON object"


class _Lines:
    """The lines of a table, for the reader of rows; a row that has no end is one.

    Args:
        text: the table.
        target: what reports call it.
        limits: longest document that is read.
    """

    def __init__(self, text: io.TextIOWrapper, target: str, limits: Limits) -> None:
        self._text = text
        self._target = target
        self._limits = limits
        self._most = _longest(limits)
        self._number = 0
        self.row = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._most + 1)
        if not line:
            raise StopIteration
        self._number += 1
        self.row += len(line)
        if self.row > self._most:
            why = (
                f"the row is longer than {megabytes(self._limits)} and a half more; what follows is not read"
            )
            raise TargetError(f"{self._target}:{self._number}", why)
        return line


def _cells(lines: _Lines, target: str, limits: Limits) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    csv.field_size_limit(limits.max_bytes)
    rows = csv.DictReader(lines, delimiter=_COMMAS[_ending(target)], strict=False)
    while True:
        lines.row = 0
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield rows.line_num, f"it is no {_ending(target)[1:].upper()} row ({error})"
            continue
        yield rows.line_num, row


def _count(target: str) -> int:
    return sum(1 for _ in _rows(target, DEFAULT))


SOURCE = Source(
    claims=lambda target: _ending(target) in {*_COMMAS, *_LINES} and not written_elsewhere(target),
    read=_read,
    example="pages.csv",
    count=_count,
)
