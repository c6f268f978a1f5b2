"""``harness run INPUT… -o OUT``: big inputs, resumable."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.cli.live_options import manners_of
from harness.cli.options import (
    OneOf,
    looking_of,
    max_incomplete_option,
    most_incomplete,
    settings_with,
    stderr_is_terminal,
)
from harness.cli.progress import Progress
from harness.core.config import engine_names
from harness.core.cores import cores

if TYPE_CHECKING:
    from harness.core.threshold import MostIncomplete
    from harness.look.run.run import Report

INCOMPLETE = 1
NOT_LOOKED = 3
SOME_FAILED = 4


def _formats() -> list[str]:
    from harness.look.run.result_files import FORMATS

    return list(FORMATS)


@click.command(short_help="Big inputs: slices, resumable, any scale.", no_args_is_help=True)
@click.argument("targets", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Folder of the results.",
)
@click.option(
    "--engine", type=OneOf("engine", engine_names), help="What looks; auto: HTML, browser if needed."
)
@click.option(
    "--format",
    "format_",
    type=OneOf("format", _formats),
    default="jsonl",
    help="Result files: jsonl or parquet.",
)
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes; one a core.")
@click.option("--shard", metavar="I/N", help="Only part I of N, for a scheduler's job I.")
@click.option("--slice", "size", type=click.IntRange(min=1), metavar="N", help="Pages a result file; 500.")
@click.option("--ray", is_flag=True, help="On the Ray cluster of RAY_ADDRESS, or a local one.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="For each page in the browser; 30."
)
@click.option("--max-mb", type=click.FloatRange(min=0.001), metavar="MB", help="Longest document read; 10.")
@max_incomplete_option
@click.option("--fresh", is_flag=True, help="Begin anew instead of going on.")
@click.option("--strict", is_flag=True, default=None, help="A rule that raises is an error, not left out.")
@click.option("-q", "--quiet", is_flag=True, default=None, help="No progress on stderr.")
def run(
    targets: tuple[str, ...],
    output: Path,
    format_: str,
    workers: int | None,
    shard: str | None,
    size: int | None,
    ray: bool,
    fresh: bool,
    **options: object,
) -> int:
    """Judge everything in INPUT and write the verdicts to files in OUT.

    INPUT is what harness check takes: WARC, WACZ, HAR, Parquet, CSV, JSON lines, folders, lists.
    OUT/results has a file per slice of the input, each there whole or not at all; OUT/manifest.json
    says what was done, by which rules, with what counts. Run again, it goes on where it was.

    \b
    harness run crawl/*.warc.gz -o verdicts
    harness run pages.parquet -o verdicts --format parquet --engine static
    harness run @warcs.txt -o verdicts --shard 3/16

    Exit: 0 all that was read is judged · 1 more is incomplete than --max-incomplete says ·
    3 nothing could be judged, or pages are left: run it again ·
    4 done, but some could not be looked at; each has a line with its error.
    """
    from harness.core.clean import clean
    from harness.look.run.cluster import over_ray
    from harness.look.run.judging import TOGETHER, Settings
    from harness.look.run.plan import SLICE, read_shard
    from harness.look.run.run import on_this_machine
    from harness.look.run.run import run as go

    told = settings_with(**options)
    most = most_incomplete(told)
    how = looking_of(told, concurrency=TOGETHER, manners=manners_of(told, ignore_robots=False))
    settings = Settings(output.absolute(), format_, how)
    workers = workers or cores()
    bar = _Bar(stderr_is_terminal() and not told.quiet)
    report = go(
        targets,
        settings,
        means=partial(over_ray, actors=workers) if ray else on_this_machine(workers),
        shard=read_shard(shard) if shard else None,
        size=size or SLICE,
        fresh=fresh,
        planned=bar.planned,
        progress=bar.advance,
    )
    bar.clear()
    click.echo(_summary(report.manifest, report.skipped, output))
    code, sentences = _outcome(report, most)
    for sentence in sentences:
        click.echo(f"harness: {clean(sentence)}", err=True)
    return code


def _outcome(report: Report, most: MostIncomplete | None) -> tuple[int, list[str]]:
    """The exit code, and a sentence for each reason why it is not 0. A run that judged nothing is no success."""
    counts, left = report.manifest["counts"], report.manifest["left"]
    if report.problems or left:
        return NOT_LOOKED, [*report.problems, f"{left:,} pages are left; run it again to go on"]
    if not report.manifest["records"]:
        return 0, ["this shard has no slice: there are fewer than shards"]
    if not counts["judged"]:
        why = counts["failure"] or f"none of {counts['read']:,} records is a page"
        return NOT_LOOKED, [f"nothing was judged: {why}"]
    code, sentences = 0, []
    if counts["failed"]:
        some = f"{counts['failed']:,} of {counts['read']:,} could not be looked at"
        code, sentences = SOME_FAILED, [f"{some}; the first: {counts['failure']}"]
    if most is not None and most.exceeded(counts["incomplete"], counts["judged"]):
        code, sentences = INCOMPLETE, [*sentences, most.told(counts["incomplete"], counts["judged"])]
    return code, sentences


def _summary(manifest: dict[str, object], skipped: int, output: Path) -> str:
    counts = manifest["counts"]
    assert isinstance(counts, dict)
    lines = [
        f"{counts['read']:,} read = {counts['judged']:,} judged + {counts['skipped']:,} skipped"
        f" + {counts['failed']:,} failed",
        *(
            f"  {state:<18}{count:>10,}"
            for state, count in sorted(counts["states"].items(), key=lambda i: -i[1])
        ),
        f"to the browser: {manifest['to_browser']:.1%}",
    ]
    if skipped:
        lines.append(f"{skipped} slices were done before")
    lines.append(f"results in {output}/results, manifest {output}/manifest*.json")
    return "\n".join(lines)


class _Bar:
    """Progress that learns its total once the inputs are counted."""

    def __init__(self, shown: bool) -> None:
        self._shown = shown
        self._progress = Progress(shown=False)

    def planned(self, pages: int) -> None:
        self._progress = Progress(self._shown, total=pages)

    def advance(self, pages: int) -> None:
        self._progress.advance(pages)

    def clear(self) -> None:
        self._progress.clear()


COMMAND = run
