"""``harness bench``: precision and recall on labelled pages."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from harness.corpus.bench import Judged
    from harness.corpus.labels import Label


@click.command(short_help="Precision and recall on labelled pages.")
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--engine", type=click.Choice(["static", "browser"]), default="static", show_default=True)
@click.option("--only", metavar="STATE", help="Only pages whose label says this state.")
@click.option("--limit", type=click.IntRange(min=1), help="So many pages, spread evenly over the corpus.")
@click.option("--details", is_flag=True, help="Every disagreement with all its evidence.")
@click.option("--json", "as_json", is_flag=True, help="The scores and every disagreement as JSON.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes, or pages at a time in the browser.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write there instead of to stdout.")
def bench(
    corpus: Path,
    engine: str,
    only: str | None,
    limit: int | None,
    details: bool,
    as_json: bool,
    workers: int | None,
    output: Path | None,
) -> int:
    """Judge every page of CORPUS and compare with its labels.

    CORPUS is a folder with a labels.jsonl: one object a line with id, path (to .html, .html.gz or
    .html.zst), state, content and, where known, url, status, headers, lang, also, evidence, confidence.

    \b
    Example:
      harness bench my-corpus --only paywall --details
    """
    # Imported here: `harness --help` loads every command and must stay quick.
    from harness.corpus import bench as running
    from harness.corpus.labels import read_corpus
    from harness.corpus.report import as_json as in_json
    from harness.corpus.report import report
    from harness.corpus.score import score

    read = read_corpus(corpus)
    for problem in read.problems:
        click.echo(problem, err=True)
    labels = running.sample(_only(read.labels, only), limit)
    workers = workers or min(2, os.cpu_count() or 1)
    if engine == "browser":
        answers = running.in_browser(labels, concurrency=workers)
    else:
        answers = running.over(labels, running.judge_static, workers=workers)
    judged = list(_progress(answers, len(labels)))
    scores = score((j.label, j.verdict) for j in judged if j.verdict is not None)
    if as_json:
        text = json.dumps(in_json(scores, judged), ensure_ascii=False, indent=1) + "\n"
    else:
        text = report(scores, judged, title=f"{corpus.name}, {engine} engine", details=details)
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        click.echo(text, nl=False)
    return 3 if read.problems or any(j.verdict is None for j in judged) else 0


def _only(labels: Sequence[Label], state: str | None) -> Sequence[Label]:
    from difflib import get_close_matches

    from harness.errors import UsageError
    from harness.model import State

    if state is None:
        return labels
    known = [s.value for s in State]
    if state not in known:
        near = get_close_matches(state, known, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"--only: there is no state {state}{hint}")
    found = [label for label in labels if label.state == state]
    if not found:
        raise UsageError(f"--only: no page of the corpus is labelled {state}")
    return found


def _progress(answers: Iterable[Judged], of: int) -> Iterator[Judged]:
    """A bar on stderr, on a terminal only."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return iter(
        track(answers, "judging", total=of, console=console, transient=True, disable=not console.is_terminal)
    )
