"""GitHub Actions: at most ten annotations a run, and a table in the job's summary.

GitHub shows ten annotations of a kind for each step and drops the rest without a word, so the last one
counts what is not shown. What a page says can neither end an annotation nor begin one.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from harness.look.checked import Checked
from harness.report.findings import Finding, finding
from harness.report.summary import summary
from harness.report.writer import Paper

MOST = 10
"""Annotations of one step that GitHub shows, of each kind; ours are of two kinds and few in all."""

SUMMARY_VARIABLE = "GITHUB_STEP_SUMMARY"
_MOST_KEPT = 5_000


class GitHub:
    """Keeps the findings, as many as the summary can hold, and counts the others."""

    def __init__(self, paper: Paper) -> None:
        self._stream = paper.stream
        self._states: Counter[str] = Counter()
        self._found: list[Finding] = []
        self._count = 0

    def add(self, checked: Checked) -> None:
        self._states[checked.verdict.state.value if checked.verdict is not None else "could not look"] += 1
        found = finding(checked)
        if found is not None:
            self._count += 1
            if len(self._found) < _MOST_KEPT:
                self._found.append(found)

    def close(self) -> None:
        ordered = sorted(self._found, key=lambda found: not found.grave)
        shown = ordered if self._count <= MOST else ordered[: MOST - 1]
        for found in shown:
            self._stream.write(annotation(found))
        if self._count > len(shown):
            more = f"{self._count - len(shown)} more pages did not pass; the job's summary lists them"
            self._stream.write(_command("warning", {"title": "harness"}, more))
        self._stream.flush()
        if name := os.environ.get(SUMMARY_VARIABLE):
            _append(Path(name), self._states, ordered, self._count)


def annotation(found: Finding) -> str:
    """One finding as a workflow command."""
    where = {"file": found.file, "line": str(found.line)} if found.file else {}
    title = f"{found.target}: {found.state or 'could not look'}"
    lines = "\n".join([found.says, *found.why])
    return _command("error" if found.grave else "warning", {**where, "title": title}, lines)


def _command(kind: str, properties: dict[str, str], message: str) -> str:
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{kind} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _append(file: Path, states: Counter[str], found: list[Finding], count: int) -> None:
    """Add to what the step has written so far; the limit is for the whole file."""
    written = file.stat().st_size if file.exists() else 0
    text = summary(states, found, count, written)
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


FORMAT = GitHub
