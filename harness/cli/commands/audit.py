"""``harness audit SCRAPER…``: what scrapers make of walls, cuts and faults."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from harness.cli.options import chosen_format, format_option, paper_for, stderr_is_terminal
from harness.cli.progress import Progress
from harness.cli.sections import Sectioned
from harness.core.errors import UsageError

if TYPE_CHECKING:
    from harness.measure.audit.against import Change
    from harness.measure.audit.audit import Result
    from harness.measure.audit.audit_score import Score
    from harness.measure.audit.scraper import Scraper
    from harness.measure.audit.suite import Suite

FORMATS = ("text", "json", "jsonl")


def complete_scrapers(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The built-in adapters; folders of pages where none is called so."""
    from harness.measure.audit.scraper import builtin_names

    named = [CompletionItem(name) for name in builtin_names() if name.startswith(incomplete)]
    return named or [CompletionItem(incomplete, type="file")]


@click.command(
    cls=Sectioned, short_help="What scrapers make of walls, cuts and faults.", no_args_is_help=True
)
@click.argument(
    "scrapers", metavar="SCRAPER... [PAGES]...", nargs=-1, required=True, shell_complete=complete_scrapers
)
@click.option(
    "--fault", "faults", multiple=True, metavar="FAULT[+FAULT]", help="Only these faults; all by default."
)
@click.option("--as-is", is_flag=True, help="Only the pages as they are, without faults.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed makes the same faults.")
@click.option("--with-harness", is_flag=True, help="Also the same scrapers guarded by harness.judge().")
@click.option(
    "--baseline", type=click.Path(path_type=Path), help="An earlier run (jsonl); tells what changed."
)
@click.option(
    "--min-score", type=click.FloatRange(0, 1), metavar="0..1", help="Exit 1 when a score is below."
)
@click.option(
    "--output-is",
    type=click.Choice(["auto", "text", "json"]),
    default="auto",
    help="What commands write; auto.",
)
@click.option("--timeout", type=click.FloatRange(min=0.1), default=20.0, help="Seconds a run may take; 20.")
@click.option(
    "--max-memory",
    type=click.IntRange(min=50),
    default=1024,
    metavar="MB",
    help="Memory a run may take; 1024.",
)
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="Runs at the same time; one a processor."
)
@partial(format_option, names=lambda: list(FORMATS))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file instead of stdout.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no remarks on stderr.")
def audit(
    scrapers: tuple[str, ...],
    faults: tuple[str, ...],
    as_is: bool,
    seed: int,
    with_harness: bool,
    baseline: Path | None,
    min_score: float | None,
    output_is: str,
    timeout: float,
    max_memory: int,
    workers: int | None,
    form: str | None,
    output: Path | None,
    quiet: bool,
) -> int:
    """Run scrapers on pages whose truth is known, and tell what came of it.

    A SCRAPER is a built-in adapter (trafilatura, newspaper4k, readability-lxml, resiliparse,
    mozilla-readability, all-text), a Python function module:function or file.py:function, or a command in
    quotes: HTML on its stdin or {url} in its arguments; text or JSON on its stdout. name=SCRAPER names it.
    PAGES are folders: saved pages, a labelled corpus; ./pages, or else articles that come with harness.

    \b
    harness audit trafilatura
    harness audit mypackage.extract:article pages/ --with-harness
    harness audit 'node scrape.mjs' --fault cut_ellipsis --fault overlay+mojibake
    harness audit new=mine:extract --baseline old.jsonl --min-score 0.6
    """
    from harness.measure.audit import against as baselines
    from harness.measure.audit import audit as audits
    from harness.measure.audit.audit_score import score
    from harness.measure.audit.fetching import loads_itself, split, usual, wire_cases
    from harness.measure.audit.scraper import Output, builtin_names, find_scrapers
    from harness.measure.audit.scraper_process import MEGABYTE, Limits
    from harness.measure.audit.suite import build, every_fault

    if as_is and faults:
        raise UsageError("--as-is and --fault exclude each other")
    on_pages, on_wire = split(faults)
    combinations = on_pages if as_is or faults else every_fault()
    before = baselines.read_baseline(baseline) if baseline else None
    builtin = builtin_names()  # they win over a folder of that name, such as their own source
    places = [word for word in scrapers if word not in builtin and Path(word).is_dir()]
    words = [word for word in scrapers if word not in places]
    if not words:
        raise UsageError("name a scraper: harness audit trafilatura " + " ".join(places))
    found = find_scrapers(words, output=Output(output_is))
    loading = any(loads_itself(scraper) for scraper in found)
    if on_wire and not loading:
        raise UsageError(f"{on_wire[0]} is a fault on the wire; it needs a scraper that loads pages itself")
    suite = build(places, combinations, seed=seed)
    if loading and not as_is:
        names = on_wire if faults else usual()
        suite = replace(suite, cases=(*suite.cases, *wire_cases(suite.cases, names)))
    _remarks(suite, quiet)
    progress = Progress(stderr_is_terminal() and not quiet, total=len(found) * len(suite.cases))
    results = audits.audit(
        found,
        suite.cases,
        with_harness=with_harness,
        limits=Limits(deadline=timeout, memory=max_memory * MEGABYTE),
        lanes=workers or os.cpu_count() or 1,
        done=lambda place, answer: progress.advance(),
    )
    progress.clear()
    scores = score(results)
    changes = None if before is None else baselines.compare(before, results)
    if before is not None and not baselines.in_common(before, results):
        raise UsageError(f"--baseline {baseline}: it has no run in common with this one")
    form = chosen_format(form, output, FORMATS)
    _write(_formatted(form, suite, found, results, scores, changes, seed, output), output)
    low = [s for s in scores if not s.guarded and s.score is not None and s.score < (min_score or 0)]
    for one in low:
        click.echo(f"harness: {one.scraper} scores {one.score:.3f}, below {min_score:g}", err=True)
    return 1 if low else 0


COMMAND = audit


def _formatted(
    form: str,
    suite: Suite,
    scrapers: Sequence[Scraper],
    results: Sequence[Result],
    scores: Sequence[Score],
    changes: Sequence[Change] | None,
    seed: int,
    output: Path | None,
) -> str:
    from harness.core.clean import clean_data
    from harness.measure.audit import audit_report as report

    match form:
        case "jsonl":
            return "".join(json.dumps(clean_data(r.to_json()), ensure_ascii=False) + "\n" for r in results)
        case "json":
            data = report.as_json(suite, scrapers, results, scores, changes, seed=seed)
            return json.dumps(clean_data(data), ensure_ascii=False, indent=1) + "\n"
    colour = output is None and paper_for(sys.stdout).colour
    return report.as_text(suite, scrapers, results, scores, changes, seed=seed, colour=colour)


def _remarks(suite: Suite, quiet: bool) -> None:
    if suite.left_out and not quiet:
        click.echo(f"harness: {len(suite.left_out)} pages are not graded: no article, or unknown", err=True)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False, color=True)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--output {output}: {error.strerror}") from error
