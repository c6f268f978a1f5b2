"""The reports of one run: the main one, and further ones in files of their own."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from harness.cli.options import paper_for
from harness.core.errors import UsageError, did_you_mean
from harness.report.writer import Paper, Writer, format_names, open_report

if TYPE_CHECKING:
    from harness.look.checked import Checked


def report_option(command: Any) -> Any:
    """``--report FORMAT=FILE``, as often as one likes."""
    return click.option(
        "--report",
        "reports",
        multiple=True,
        metavar="FORMAT=FILE",
        help="One more report, in a file; may be repeated.",
    )(command)


class Reports(NamedTuple):
    """The reports of a run, as one writer, and whether they want the pages drawn."""

    writer: Writer
    pictures: bool


def open_reports(
    form: str,
    output: str | None,
    reports: Sequence[str],
    stack: ExitStack,
    *,
    verbose: bool = False,
    pictures: bool | None = None,
) -> Reports:
    """All reports of a run; their files are closed with ``stack``.

    Args:
        form: the main report's format.
        output: its file; stdout by default.
        reports: ``FORMAT=FILE`` each.
        verbose: the text report leaves nothing out.
        pictures: a picture of each page, beside the JSON lines too; ``None``: in HTML only.

    Raises:
        UsageError: a format is unknown, a file cannot be written, or pictures have no place.
    """
    further = [_parted(text) for text in reports]
    named = [(form, output), *further]
    drawn = pictures is not False and any(name == "html" for name, _ in named)
    lines = [file for name, file in named if name == "jsonl" and file not in (None, "-")]
    if pictures and not lines and not drawn:
        raise UsageError("--pictures lie beside results in a file; add --format jsonl -o FILE")
    main = paper_for(sys.stdout) if output in (None, "-") else _file(str(output), stack)
    writers = [open_report(form, replace(main, verbose=verbose))]
    writers += [open_report(name, _file(file, stack)) for name, file in further]
    if pictures and lines:
        writers.append(_Album(str(lines[0]), stack))
    writer = writers[0] if len(writers) == 1 else _Several(writers)
    return Reports(writer, drawn or bool(pictures))


def _parted(text: str) -> tuple[str, str]:
    name, sign, file = text.partition("=")
    if not sign or not file:
        raise UsageError(f"--report {text}: write FORMAT=FILE, such as sarif=harness.sarif")
    if name not in format_names():
        raise UsageError(f"--report {text}: unknown format {name!r}{did_you_mean(name, format_names())}")
    return name, file


def _file(name: str, stack: ExitStack) -> Paper:
    try:
        return Paper(stack.enter_context(Path(name).open("w", encoding="utf-8", newline="\n")))
    except OSError as error:
        raise UsageError(f"{name}: it cannot be written ({error.strerror})") from error


class _Album:
    """Writes the pictures beside the results, for harness report."""

    def __init__(self, results: str, stack: ExitStack) -> None:
        from harness.report.album import Album, album_of

        self._album = Album(_file(str(album_of(Path(results))), stack).stream)

    def add(self, checked: Checked) -> None:
        self._album.add(checked)

    def close(self) -> None:
        """The file is closed with the others."""


class _Several:
    """Writes several reports at once."""

    def __init__(self, writers: Sequence[Writer]) -> None:
        self._writers = writers

    def add(self, checked: Checked) -> None:
        for writer in self._writers:
            writer.add(checked)

    def gone(self, verdicts: Sequence[Mapping[str, Any]]) -> None:
        """For the reports that also tell what only a baseline has."""
        for writer in self._writers:
            if (gone := getattr(writer, "gone", None)) is not None:
                gone(verdicts)

    def close(self) -> None:
        for writer in self._writers:
            writer.close()
