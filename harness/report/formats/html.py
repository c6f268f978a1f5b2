"""HTML: one file with a card for each page, to look at and to hand on. Written when all pages are judged."""

from __future__ import annotations

from datetime import UTC, datetime

from harness.core.errors import UsageError
from harness.look.checked import Checked
from harness.report.writer import Paper


class Page:
    """Keeps the results until all are there, then writes the file."""

    def __init__(self, paper: Paper) -> None:
        if paper.stream.isatty():
            raise UsageError("an HTML report is for a file; add -o report.html")
        self._stream = paper.stream
        self._results: list[Checked] = []

    def add(self, checked: Checked) -> None:
        self._results.append(checked)

    def close(self) -> None:
        # Imported here: jinja2 is for this format alone.
        from harness.report.html.render import Report, write_report

        write_report(Report(results=self._results, made=datetime.now(UTC)), self._stream)


FORMAT = Page
