"""Parquet files: ``.parquet`` with a page a row, columns named as in other tables. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness.core.errors import TargetError, UsageError
from harness.core.extras import lacks
from harness.sources.rows import COLUMNS, page_of
from harness.sources.source import Item, Limits, Source
from harness.sources.targets import written_elsewhere

_ROWS = 64
"""Rows in memory at a time: a row holds a whole page."""


def _read(target: str, limits: Limits) -> Iterator[Item]:
    path = Path(target)
    file = _open(target)
    wanted = [name for name in file.schema_arrow.names if name.strip().lower() in COLUMNS]
    if not wanted:
        raise TargetError(target, f"it has none of the columns {', '.join(COLUMNS[:3])}, url, path")
    number = 0
    for batch in file.iter_batches(batch_size=_ROWS, columns=wanted):
        for row in batch.to_pylist():
            number += 1
            yield page_of(row, f"{target}:{number}", path.parent, limits)


def _open(target: str) -> Any:
    if lacking := lacks("parquet", "pyarrow"):
        raise UsageError(f"Parquet needs {lacking}")
    import pyarrow
    import pyarrow.parquet

    try:
        return pyarrow.parquet.ParquetFile(target)
    except pyarrow.ArrowInvalid as error:
        raise TargetError(target, "it is no Parquet file, or it is cut") from error


SOURCE = Source(
    claims=lambda target: target.lower().endswith(".parquet") and not written_elsewhere(target),
    read=_read,
    example="pages.parquet",
    count=lambda target: int(_open(target).metadata.num_rows),
)
