"""``harness bench CORPUS``: precision and recall on labelled pages."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.cli.options import OneOf, stderr_is_terminal
from harness.cli.progress import Progress
from harness.errors import UsageError

if TYPE_CHECKING:
    from harness.corpus.bench import Judged
    from harness.corpus.labels import Label

COULD_NOT_LOOK = 3


def _states() -> list[str]:
    from harness.model import State

    return [state.value for state in State]


@click.command(short_help="Precision and recall on labelled pages.", no_args_is_help=True)
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--engine", type=click.Choice(["static", "browser"]), default="static", show_default=True)
@click.option("--only", type=OneOf("state", _states), help="Only pages whose label says this state.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="N pages, spread over the corpus.")
@click.option("--details", is_flag=True, help="Every disagreement with all its evidence.")
@click.option("--json", "as_json", is_flag=True, help="The scores and every disagreement as JSON.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Pages looked at together; 2.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file instead of stdout.")
@click.option("-q", "--quiet", is_flag=True, help="No progress on stderr.")
def bench(
    corpus: Path,
    engine: str,
    only: str | None,
    limit: int | None,
    details: bool,
    as_json: bool,
    workers: int | None,
    output: Path | None,
    quiet: bool,
) -> int:
    """Judge every page of CORPUS and compare with its labels.

    CORPUS is a folder with a labels.jsonl: one object a line with id, path (to .html, .html.gz or
    .html.zst), state, content and, where known, url, status, headers, lang, also, evidence, confidence.

    \b
    harness bench my-corpus
    harness bench my-corpus --only paywall --details
    """
    from harness.corpus import bench as run
    from harness.corpus import report
    from harness.corpus.labels import read_corpus
    from harness.corpus.score import score
    from harness.report.clean import clean

    read = read_corpus(corpus)
    for problem in read.problems:
        click.echo(f"harness: {clean(problem)}", err=True)
    labels = run.sample(_only(read.labels, only), limit)
    workers = workers or min(2, os.cpu_count() or 1)
    if engine == "browser":
        answers = run.in_browser(labels, concurrency=workers)
    else:
        answers = run.over(labels, run.judge_static, workers=workers)
    shown = stderr_is_terminal() and not quiet
    judged = list(_counted(answers, Progress(shown, total=len(labels))))
    scores = score((j.label, j.verdict) for j in judged if j.verdict is not None)
    if as_json:
        text = json.dumps(report.as_json(scores, judged), ensure_ascii=False, indent=1) + "\n"
    else:
        text = report.as_text(scores, judged, title=f"{corpus.name}, {engine} engine", details=details)
    _write(text, output)
    return COULD_NOT_LOOK if read.problems or any(j.verdict is None for j in judged) else 0


COMMAND = bench


def _only(labels: Sequence[Label], state: str | None) -> Sequence[Label]:
    found = [label for label in labels if state is None or label.state == state]
    if not found:
        raise UsageError(f"--only: no page of the corpus is labelled {state}")
    return found


def _counted(answers: Iterable[Judged], progress: Progress) -> Iterator[Judged]:
    for answer in answers:
        yield answer
        progress.advance()
    progress.clear()


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--output {output}: {error.strerror}") from error
