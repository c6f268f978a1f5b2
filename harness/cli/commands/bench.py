"""``harness bench CORPUS``: precision and recall on labelled pages, and what rules and edits do to them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from harness.cli.options import OneOf, chosen_format, format_option, settings_with, stderr_is_terminal
from harness.cli.progress import Progress
from harness.cli.sections import Sectioned
from harness.cli.wordings_options import given, take_written, wordings_options
from harness.core.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from harness.measure.bench.detectors import Detector
    from harness.measure.bench.measured import Measured
    from harness.sources.labels import Corpus, Label

COULD_NOT_LOOK = 3
FORMATS = ("text", "json", "markdown")
A = TypeVar("A")


def _states() -> list[str]:
    from harness.core.model import State

    return [state.value for state in State]


@click.command(cls=Sectioned, short_help="Precision and recall on labelled pages.", no_args_is_help=True)
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "--engine",
    type=click.Choice(["static", "browser", "both"]),
    default="static",
    show_default=True,
    help="both: where the two disagree, and why.",
)
@click.option("--perturb", is_flag=True, help="Edit the complete pages; which edits change the verdict?")
@click.option("--ablate", is_flag=True, help="Leave each rule out in turn; what does it add and cost?")
@click.option("--wordings", is_flag=True, help="Put wordings on complete pages; which are noticed?")
@click.option("--ends", is_flag=True, help="Does the text end where the corpus has marked it?")
@click.option(
    "--detector", metavar="NAME,…", help="What do others answer? all, or names, or my_module:my_function."
)
@click.option("--half", metavar="HALF", help="Only pages of this half of the corpus: learn or check.")
@click.option("--only", type=OneOf("state", _states), help="Only pages whose label says this state.")
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="N pages (or wordings), spread over all."
)
@click.option("--edit", "edits", multiple=True, metavar="EDIT", help="With --perturb: only this edit.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of all random choices.")
@click.option("--details", is_flag=True, help="Every disagreement with all its evidence.")
@partial(format_option, names=lambda: list(FORMATS))
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Pages looked at together; 2.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file instead of stdout.")
@click.option("-q", "--quiet", is_flag=True, help="No progress on stderr.")
@wordings_options
def bench(
    corpus: Path,
    engine: str,
    perturb: bool,
    ablate: bool,
    wordings: bool,
    ends: bool,
    detector: str | None,
    half: str | None,
    only: str | None,
    limit: int | None,
    edits: tuple[str, ...],
    seed: int,
    details: bool,
    form: str | None,
    workers: int | None,
    output: Path | None,
    quiet: bool,
    **options: Any,
) -> int:
    """Judge every page of CORPUS and compare with its labels.

    CORPUS is a folder with a labels.jsonl (one object a line with id, path to .html, .html.gz or
    .html.zst, state, content and, where known, url, status, headers, lang, also, evidence,
    confidence), or a folder of saved pages like pages/.

    \b
    harness bench my-corpus
    harness bench my-corpus --only paywall --details
    harness bench my-corpus --perturb --limit 300
    harness bench my-corpus --wordings --half check
    harness bench my-corpus --ends
    harness bench my-corpus --engine both --limit 100
    harness bench my-corpus --detector all
    harness bench my-corpus --detector crawl4ai,short-page,my_module:is_wall

    Detectors: anti-bot-detector, crawl4ai, is-antibot, marked-not-free, newspaper4k, short-page,
    trafilatura. One of your own is a function that takes html, url and status and answers True
    where main text is missing, or where the page is no whole article.
    """
    from harness.core.clean import clean
    from harness.measure.bench import measured as measure

    if sum((perturb, ablate, ends, detector is not None, wordings or engine != "static")) > 1:
        raise UsageError(
            "--perturb, --ablate, --ends, --detector, --wordings and --engine browser|both are measured one at a time"
        )
    if options["text"] and (engine != "static" or options["drawn"]):
        raise UsageError("--text is no page: no browser opens it")
    if not wordings and (names := given(options)):
        raise UsageError(f"--{names[0]} goes with --wordings")
    if edits and not perturb:
        raise UsageError("--edit goes with --perturb")
    detectors = _detectors(detector)
    rulebook = settings_with().rulebook  # a project's own rules are measured, too
    read = _corpus(corpus)
    for problem in read.problems:
        click.echo(f"harness: {clean(problem)}", err=True)
    labels = _only(_half(read.labels, half), only)
    run = measure.Run(corpus.name, workers or min(2, os.cpu_count() or 1), limit, _tracker(quiet), rulebook)
    if perturb:
        found = measure.perturbed(run, labels, _edits(edits), seed)
    elif ablate:
        found = measure.ablated(run, labels)
    elif ends:
        found = measure.ended(run, labels)
    elif detectors:
        found = measure.beside(run, labels, detectors)
    elif wordings:
        found = measure.worded(run, labels, take_written(options, seed=seed), engine)
    elif engine == "both":
        found = measure.compared(run, labels)
    else:
        found = measure.benched(run, labels, engine)
    _write(_formatted(found, chosen_format(form, output, FORMATS), details), output)
    return COULD_NOT_LOOK if read.problems or found.not_looked_at else 0


COMMAND = bench


def _corpus(folder: Path) -> Corpus:
    from harness.sources.labelled import holds_saved_pages, read_saved
    from harness.sources.labels import LABELS, read_corpus

    if not (folder / LABELS).exists() and holds_saved_pages(folder):
        return read_saved(folder)
    return read_corpus(folder)


def _half(labels: Sequence[Label], half: str | None) -> Sequence[Label]:
    found = [label for label in labels if half is None or label.half == half]
    if not found:
        halves = sorted({label.half for label in labels} - {""})
        raise UsageError(f"--half {half}: the corpus has {' and '.join(halves) or 'no halves'}")
    return found


def _only(labels: Sequence[Label], state: str | None) -> Sequence[Label]:
    found = [label for label in labels if state is None or label.state == state]
    if not found:
        raise UsageError(f"--only: no page of the corpus is labelled {state}")
    return found


def _detectors(words: str | None) -> Sequence[Detector]:
    from harness.measure.bench.detectors import find_detectors

    return find_detectors(words) if words is not None else ()


def _edits(names: Sequence[str]) -> Sequence[str]:
    from harness.measure.faults.edits import all_edits

    for name in names:
        if name not in all_edits():
            raise UsageError(f"--edit: there is no edit {name!r}{did_you_mean(name, all_edits())}")
    return names or tuple(all_edits())


def _tracker(quiet: bool) -> Any:
    shown = stderr_is_terminal() and not quiet

    def track(answers: Iterable[A], total: int) -> Iterator[A]:
        progress = Progress(shown, total=total)
        for answer in answers:
            yield answer
            progress.advance()
        progress.clear()

    return track


def _formatted(found: Measured, form: str, details: bool) -> str:
    if form == "json":
        return json.dumps(found.as_json(), ensure_ascii=False, indent=1) + "\n"
    return found.as_markdown() if form == "markdown" else found.as_text(details)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--output {output}: {error.strerror}") from error
