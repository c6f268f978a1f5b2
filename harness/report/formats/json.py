"""JSON: one array of all pages, also when there is only one: verdicts, and why some could not be looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import indent
from typing import Any

from harness.look.checked import Checked
from harness.report.formats.jsonl import dumps
from harness.report.writer import Paper


class Array:
    """Writes the array item by item; it is well-formed whenever it is closed."""

    def __init__(self, paper: Paper) -> None:
        self._stream = paper.stream
        self._count = 0

    def add(self, checked: Checked) -> None:
        self._write(checked.to_json())

    def gone(self, verdicts: Sequence[Mapping[str, Any]]) -> None:
        for told in verdicts:
            self._write(told)

    def _write(self, told: Mapping[str, Any]) -> None:
        self._stream.write(",\n" if self._count else "[\n")
        self._stream.write(indent(dumps(told, self._stream, indent=2), "  "))
        self._stream.flush()
        self._count += 1

    def close(self) -> None:
        self._stream.write("\n]\n" if self._count else "[]\n")
        self._stream.flush()


FORMAT = Array
