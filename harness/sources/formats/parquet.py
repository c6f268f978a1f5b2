"""Parquet files: ``.parquet`` with a page a row, columns named as in other tables. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness.core.errors import TargetError
from harness.core.extras import lacks
from harness.sources.octets import need_file
from harness.sources.rows import COLUMNS, page_of
from harness.sources.source import Item, Limits, Source
from harness.sources.targets import written_elsewhere

_ROWS = 4
"""Rows in memory at a time: a row holds a whole page, and a page may be long."""


def _read(target: str, limits: Limits) -> Iterator[Item]:
    path = Path(target)
    file = _open(target)
    wanted = [name for name in file.schema_arrow.names if name.strip().lower() in COLUMNS]
    if not wanted:
        raise TargetError(target, f"it has none of the columns {', '.join(COLUMNS[:3])}, url, path")
    number = 0
    batches = file.iter_batches(batch_size=_ROWS, columns=wanted)
    while (rows := _following(batches, f"{target}:{number + 1}")) is not None:
        for row in rows:
            number += 1
            yield page_of(row, f"{target}:{number}", path.parent, limits)


def _following(batches: Iterator[Any], name: str) -> list[dict[str, Any]] | None:
    import pyarrow

    try:
        batch = next(batches, None)
        return batch.to_pylist() if batch is not None else None
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise TargetError(name, f"from here on the file is broken ({error})") from error


def _open(target: str) -> Any:
    if lacking := lacks("parquet", "pyarrow"):
        raise TargetError(target, f"Parquet needs {lacking}")
    import pyarrow
    import pyarrow.parquet

    need_file(Path(target), target)
    try:
        return pyarrow.parquet.ParquetFile(target)
    except (pyarrow.ArrowException, ValueError, KeyError) as error:
        raise TargetError(target, "it is no Parquet file, or it is cut") from error


SOURCE = Source(
    claims=lambda target: target.lower().endswith(".parquet") and not written_elsewhere(target),
    read=_read,
    example="pages.parquet",
    count=lambda target: int(_open(target).metadata.num_rows),
)
