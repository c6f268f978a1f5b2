"""Tables: ``.csv``, ``.tsv``, ``.jsonl`` and ``.ndjson`` (also ``.gz``, ``.zst``) with a page a row.

Columns are known by their names: html, url, status, headers, text, path, id (``harness/sources/rows.py``
lists the others). Rows are read one at a time; a broken row does not stop the others.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from harness.core.errors import TargetError
from harness.sources.octets import open_file
from harness.sources.rows import page_of
from harness.sources.source import DEFAULT, Item, Limits, Source
from harness.sources.targets import written_elsewhere

_COMMAS = {".csv": ",", ".tsv": "\t"}
_LINES = frozenset({".jsonl", ".ndjson"})
_PACKED = frozenset({".gz", ".zst"})


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
        lines = io.TextIOWrapper(buffered, encoding="utf-8-sig", errors="replace", newline="")
        yield from _objects(lines) if _ending(target) in _LINES else _cells(lines, target, limits)


def _objects(lines: io.TextIOWrapper) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            yield number, f"it is no JSON ({error})"
            continue
        yield number, row if isinstance(row, dict) else "it is no JSON object"


def _cells(
    lines: io.TextIOWrapper, target: str, limits: Limits
) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    csv.field_size_limit(limits.max_bytes)
    rows = csv.DictReader(lines, delimiter=_COMMAS[_ending(target)], strict=False)
    while True:
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
