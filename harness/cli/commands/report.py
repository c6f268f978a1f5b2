"""``harness report RESULTS…``: an HTML report from JSON lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.core.errors import HarnessError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.look.checked import Checked
    from harness.report.results import Audited


@click.command(short_help="An HTML report from results.", no_args_is_help=True)
@click.argument("results", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RESULTS...")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The HTML file to write."
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Results of an earlier run; what changed since is shown.",
)
@click.option("--title", default="News pages", show_default=True, help="The report's heading.")
def report(results: tuple[Path, ...], output: Path, baseline: Path | None, title: str) -> int:
    """Make one HTML file of results, to look at and to hand on.

    RESULTS are JSON lines, of harness check --format jsonl or of harness audit, or the folder of a harness run.
    Results of one page by two engines are set against each other. The file opens from disk and loads nothing.

    \b
    harness check pages --format jsonl --pictures -o today.jsonl
    harness report today.jsonl -o report.html
    harness report today.jsonl --baseline yesterday.jsonl -o report.html
    """
    # Imported here: `harness --help` loads every command and must stay quick.
    from datetime import UTC, datetime

    from harness.report.changes import compare
    from harness.report.html.render import Report, write_report

    checked, audit = _read(results)
    before = [c.verdict for c in _read((baseline,))[0] if c.verdict] if baseline else None
    page = Report(
        results=checked,
        made=datetime.now(UTC),
        title=title,
        changes=compare(before, [c.verdict for c in checked if c.verdict]) if before is not None else None,
        baseline=baseline.name if baseline else "",
        audit=audit,
    )
    try:
        with output.open("w", encoding="utf-8", newline="\n") as stream:
            write_report(page, stream)
    except OSError as error:
        raise UsageError(f"{output}: it cannot be written ({error.strerror})") from error
    return 0


def _read(paths: tuple[Path, ...]) -> tuple[list[Checked], list[Audited]]:
    """The results of all files, with the pictures that lie beside them."""

    from harness.look.checked import Checked
    from harness.report.album import album_of, key_of, read_album
    from harness.report.results import Audited, Failed, read_results

    checked: list[Checked] = []
    audit: list[Audited] = []
    for path in _files(paths):
        pictures = dict(read_album(album)) if (album := album_of(path)).is_file() else {}
        for record in read_results(path):
            if isinstance(record, Audited):
                audit.append(record)
            elif isinstance(record, Failed):
                checked.append(Checked(record.target, error=HarnessError(record.why), order=len(checked)))
            else:
                picture = pictures.get(key_of(record))
                checked.append(Checked(record.target, record, picture=picture, order=len(checked)))
    return checked, audit


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The results files; of a folder, all in it, without their pictures."""
    for path in paths:
        if path.is_dir():
            found = sorted(path.rglob("*.jsonl"))
            yield from (file for file in found if not file.name.endswith(".pictures.jsonl"))
        else:
            yield path


COMMAND = report
