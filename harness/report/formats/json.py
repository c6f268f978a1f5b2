"""JSON: one array of all verdicts, also when there is only one."""

from __future__ import annotations

from textwrap import indent

from harness.report.checked import Checked
from harness.report.formats.jsonl import dumps
from harness.report.writer import Paper


class Array:
    """Writes the array item by item; it is well-formed whenever it is closed."""

    def __init__(self, paper: Paper) -> None:
        self._stream = paper.stream
        self._count = 0

    def add(self, checked: Checked) -> None:
        if checked.verdict is None:
            return
        self._stream.write(",\n" if self._count else "[\n")
        self._stream.write(indent(dumps(checked.verdict, self._stream, indent=2), "  "))
        self._stream.flush()
        self._count += 1

    def close(self) -> None:
        self._stream.write("\n]\n" if self._count else "[]\n")
        self._stream.flush()


FORMAT = Array
