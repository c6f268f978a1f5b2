"""JSON lines: a line for each page as it comes, its verdict or why it could not be looked at."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from harness.core.clean import clean_data
from harness.look.checked import Checked
from harness.report.writer import Paper


def dumps(told: Mapping[str, Any], stream: TextIO, indent: int | None = None) -> str:
    """A verdict's published JSON form, in characters that ``stream`` can hold."""
    ascii_only = (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "") != "utf8"
    return json.dumps(clean_data(dict(told)), ensure_ascii=ascii_only, indent=indent)


class Lines:
    """Writes one line per page."""

    def __init__(self, paper: Paper) -> None:
        self._stream = paper.stream

    def add(self, checked: Checked) -> None:
        self._stream.write(dumps(checked.to_json(), self._stream) + "\n")
        self._stream.flush()

    def gone(self, verdicts: Sequence[Mapping[str, Any]]) -> None:
        for told in verdicts:
            self._stream.write(dumps(told, self._stream) + "\n")

    def close(self) -> None:
        self._stream.flush()


FORMAT = Lines
