"""JSON lines: one verdict a line, written as it comes."""

from __future__ import annotations

import json
from typing import TextIO

from harness.model import Verdict
from harness.report.checked import Checked
from harness.report.clean import clean_data
from harness.report.writer import Paper


def dumps(verdict: Verdict, stream: TextIO, indent: int | None = None) -> str:
    """The verdict's published JSON form, in characters that ``stream`` can hold."""
    ascii_only = (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "") != "utf8"
    return json.dumps(clean_data(verdict.to_json()), ensure_ascii=ascii_only, indent=indent)


class Lines:
    """Writes one line per verdict."""

    def __init__(self, paper: Paper) -> None:
        self._stream = paper.stream

    def add(self, checked: Checked) -> None:
        if checked.verdict is not None:
            self._stream.write(dumps(checked.verdict, self._stream) + "\n")
            self._stream.flush()

    def close(self) -> None:
        self._stream.flush()


FORMAT = Lines
