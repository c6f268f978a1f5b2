"""The result files of slices: JSON lines or Parquet, one row a record, beside them the counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from harness.core.clean import clean, clean_data
from harness.core.errors import UsageError
from harness.core.extras import lacks
from harness.core.model import Engine
from harness.look.checked import Checked
from harness.look.run.input_files import atomically, write_atomically
from harness.look.run.plan import Slice
from harness.look.run.tally import Tally, read_tally
from harness.sources.source import NotAPage

FORMATS = ("jsonl", "parquet")
RESULTS = "results"
COUNTS = "counts"

_COLUMNS = ("target", "url", "final_url", "status", "title", "lang", "engine", "state", "content")
_BATCH = 1_000


def result_file(out: Path, piece: Slice, format_: str) -> Path:
    """Where the results of a slice go."""
    return out / RESULTS / f"{piece.name}.{format_}"


def counts_file(out: Path, piece: Slice) -> Path:
    """Where its counts go. They are written first: a slice with results always has them."""
    return out / COUNTS / f"{piece.name}.json"


def finished(out: Path, piece: Slice, format_: str) -> Tally | None:
    """The counts of a slice that is done, else ``None``."""
    if not result_file(out, piece, format_).exists():
        return None
    tally = read_tally(counts_file(out, piece))
    return tally if tally is not None and tally.read == piece.pages else None


def write(out: Path, piece: Slice, format_: str, checked: Iterable[Checked]) -> Tally:
    """Write what became of each record of a slice.

    Args:
        out: the run's folder.
        piece: the slice.
        format_: one of :data:`FORMATS`.
        checked: in the order of the records.
    """
    tally = Tally()
    rows = (clean_data(one.to_json()) for one in _counted(checked, tally))
    with atomically(result_file(out, piece, format_)) as partial:
        _WRITERS[format_](partial, rows)
        write_atomically(counts_file(out, piece), json.dumps(tally.to_json()).encode())
    return tally


def _counted(checked: Iterable[Checked], tally: Tally) -> Iterator[Checked]:
    for one in checked:
        if one.verdict is not None:
            tally.judged += 1
            tally.browser += one.verdict.engine is Engine.BROWSER
            tally.incomplete += not one.verdict.complete
            state = one.verdict.state.value
            tally.states[state] = tally.states.get(state, 0) + 1
        elif isinstance(one.error, NotAPage):
            tally.skipped += 1
        else:
            tally.failed += 1
            tally.failure = tally.failure or clean(str(one.error))
        yield one


def _write_lines(path: Path, rows: Iterator[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _write_parquet(path: Path, rows: Iterator[Mapping[str, Any]]) -> None:
    need_parquet()
    import pyarrow
    from pyarrow import parquet

    text, words = pyarrow.string(), pyarrow.int64()
    schema = pyarrow.schema(
        [
            *((name, pyarrow.int16() if name == "status" else text) for name in _COLUMNS),
            ("also", pyarrow.list_(text)),
            ("retry", text),
            ("words", words),
            ("expected_words", words),
            ("text_source", text),
            ("skipped", text),
            ("error", text),
            ("verdict", text),
        ]
    )
    with parquet.ParquetWriter(path, schema) as writer:
        batch: list[dict[str, Any]] = []
        for row in rows:
            batch.append(_flat(row))
            if len(batch) >= _BATCH:
                writer.write_table(pyarrow.Table.from_pylist(batch, schema))
                batch.clear()
        writer.write_table(pyarrow.Table.from_pylist(batch, schema))


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {name: row.get(name) for name in (*_COLUMNS, "also", "skipped", "error")}
    if "state" in row:
        flat["retry"] = row["retry"]["advice"]
        flat |= {name: row["article"][name] for name in ("words", "expected_words", "text_source")}
        flat["verdict"] = json.dumps(row, ensure_ascii=False)
    return flat


def need_parquet() -> None:
    """Make sure that Parquet can be written.

    Raises:
        UsageError: pyarrow is not installed.
    """
    if lacking := lacks("parquet", "pyarrow"):
        raise UsageError(f"Parquet needs {lacking}")


_WRITERS = {"jsonl": _write_lines, "parquet": _write_parquet}
