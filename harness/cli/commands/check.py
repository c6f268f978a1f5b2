"""``harness check TARGET…``: verdicts."""

from __future__ import annotations

from contextlib import ExitStack, aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from harness.cli.asking import Asking, asking_options, complete_targets
from harness.cli.live_options import (
    change_options,
    manners_of,
    manners_options,
    read_baseline,
    session_options,
    take_session,
)
from harness.cli.options import (
    OneOf,
    chosen_format,
    looking_of,
    max_incomplete_option,
    most_incomplete,
    settings_with,
    state_names,
    stderr_is_terminal,
)
from harness.cli.progress import Progress
from harness.cli.reports import open_reports, report_option
from harness.cli.sections import Sectioned
from harness.core.config import Settings, engine_names
from harness.core.errors import UsageError
from harness.report.writer import TellsGone, Writer, format_names

if TYPE_CHECKING:
    from harness.core.threshold import MostIncomplete
    from harness.look.change import Baseline, Recheck
    from harness.look.checked import Checked
    from harness.web.manners import Manners
    from harness.web.session import Session

NOT_PASSED = 1
INTERRUPTED = 130


@click.command(cls=Sectioned, short_help="Verdicts on pages, files, texts.", no_args_is_help=True)
@click.argument("targets", nargs=-1, metavar="TARGET...", shell_complete=complete_targets)
@click.option(
    "--engine", type=OneOf("engine", engine_names), help="What looks; auto: HTML, browser if needed."
)
@click.option("--expect", type=OneOf("state", state_names), help="The state every page should have.")
@click.option(
    "--format",
    type=OneOf("format", format_names),
    help="How verdicts are written; by FILE's ending, else text.",
)
@click.option("-o", "--output", metavar="FILE", help="Write the verdicts to FILE instead of stdout.")
@max_incomplete_option
@click.option(
    "--pictures/--no-pictures",
    default=None,
    help="A picture of each page for harness report, beside -o FILE; html has them anyway.",
)
@click.option("--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="For each page; 30.")
@click.option("--concurrency", type=click.IntRange(min=1), metavar="N", help="Pages looked at together; 4.")
@click.option("--max-mb", type=click.FloatRange(min=0.001), metavar="MB", help="Longest document read; 10.")
@click.option("--allow-private", is_flag=True, default=None, help="Also open private network addresses.")
@click.option("--strict", is_flag=True, default=None, help="A rule that raises is an error, not left out.")
@click.option("-q", "--quiet", is_flag=True, default=None, help="No progress on stderr.")
@report_option
@asking_options
@session_options
@manners_options
@change_options
def check(
    targets: tuple[str, ...],
    expect: str | None,
    output: str | None,
    baseline: str | None,
    recheck: str | None,
    visits: int,
    ignore_robots: bool,
    pictures: bool | None,
    reports: tuple[str, ...],
    asking: Asking,
    **options: Any,
) -> int:
    """Say what state pages are in, how much of the article is there, and why.

    \b
    TARGET is one of
      article.html         an HTML file, also .html.gz and .html.zst
      pages/seed-excerpt   a saved page (page.html, page.toml), or a folder
                           with such and HTML files in it and below
      scraped.txt          a scraper's text
      https://…            a live page, loaded in the browser
      @targets.txt         a list, one target a line
      -                    HTML or text on standard input

    \b
    harness check article.html --engine static
    harness check @urls.txt -o verdicts.jsonl
    harness check pages -o report.html
    curl -s https://news.example/story | harness check -

    A saved page passes when it is as its page.toml expects; any other when it is a whole
    article, or as --expect says. With --baseline, every page passes whose state did not change;
    with --max-incomplete, pages without a label are counted, and fail together or not at all.
    """
    # Imported here: `harness --help` loads every command and must stay quick.
    import asyncio

    from harness.look.change import TWO_OF_THREE, Recheck

    session = take_session(options)
    if (code := asking.answered(targets, options, session, ignore_robots=ignore_robots)) is not None:
        return code
    settings = settings_with(**options)
    form = chosen_format(options["format"], output, format_names(), settings.format)
    looking = _Looking(
        session,
        manners_of(settings, ignore_robots=ignore_robots),
        visits,
        read_baseline(baseline) if baseline is not None else None,
        Recheck.read(recheck) if recheck is not None else TWO_OF_THREE,
    )
    if recheck is not None and baseline is None:
        raise UsageError("--recheck looks again at what changed; it needs --baseline")
    with ExitStack() as stack:
        made = open_reports(form, output, reports, stack, verbose=asking.verbose, pictures=pictures)
        run = _Run(settings, looking, expect, most_incomplete(settings), made.writer, pictures=made.pictures)
        try:
            return asyncio.run(run.all(targets))
        except KeyboardInterrupt:
            run.interrupted()
            return INTERRUPTED


@dataclass(frozen=True, slots=True)
class _Looking:
    """How live pages are looked at, and what with they are compared."""

    session: Session
    manners: Manners
    visits: int
    baseline: Baseline | None
    recheck: Recheck


class _Run:
    """Writes results in the order of the targets, although they arrive as they finish."""

    def __init__(
        self,
        settings: Settings,
        looking: _Looking,
        expect: str | None,
        most: MostIncomplete | None,
        writer: Writer,
        *,
        pictures: bool = False,
    ) -> None:
        self._pictures = pictures
        self._settings = settings
        self._looking = looking
        self._seen: set[str] = set()
        self._expect = expect
        self._most = most
        self._incomplete = self._counted = 0
        self._writer = writer
        self._waiting: dict[int, Checked] = {}
        self._next = 0
        self._judged = 0
        self._code = 0
        self._progress = Progress(shown=False)

    async def all(self, targets: tuple[str, ...]) -> int:
        from harness.look.apart import Apart
        from harness.look.check import acheck_many
        from harness.sources.targets import count_pages

        settings = self._settings
        shown = stderr_is_terminal() and not settings.quiet
        self._progress = Progress(shown, total=count_pages(targets) if shown else 1)
        apart = Apart()
        many = acheck_many(
            targets,
            apart=apart,
            how=looking_of(
                settings,
                session=self._looking.session,
                manners=self._looking.manners,
                visits=self._looking.visits,
                baseline=self._looking.baseline,
                recheck=self._looking.recheck,
                pictures=self._pictures,
            ),
        )
        async with apart, aclosing(many) as results:
            apart.begin(settings.rulebook)
            async for checked in results:
                self._waiting[checked.order] = checked
                while (ready := self._waiting.pop(self._next, None)) is not None:
                    self._write(ready)
                    self._next += 1
                self._progress.advance()
        self._progress.clear()
        self._hold_against_most()
        self._tell_gone()
        self._writer.close()
        return self._code

    def interrupted(self) -> None:
        """Write what is judged and was waiting for its turn."""
        self._progress.clear()
        for order in sorted(self._waiting):
            self._write(self._waiting[order])
        self._writer.close()
        click.echo(f"harness: interrupted; {self._judged} judged", err=True)

    def _tell_gone(self) -> None:
        """What only the baseline has. No failure: one may look at fewer pages than last time."""
        if self._looking.baseline is None:
            return
        gone = self._looking.baseline.gone(self._seen)
        if gone and isinstance(self._writer, TellsGone):
            self._writer.gone([self._looking.baseline.as_gone(target) for target in gone])
        elif gone and not self._settings.quiet:
            click.echo(f"harness: {len(gone)} of the baseline were not looked at", err=True)

    def _write(self, checked: Checked) -> None:
        from harness.core.clean import clean
        from harness.sources.page import Expect

        self._progress.clear()
        if self._expect is not None:
            checked = replace(checked, expect=Expect(state=self._expect))
        self._writer.add(checked)
        if self._looking.baseline is not None:
            self._seen.add(clean(checked.verdict.target if checked.verdict is not None else checked.target))
        if checked.error is not None:
            click.echo(f"harness: {clean(str(checked.error))}", err=True)
            self._code = max(self._code, checked.error.exit_code)
        else:
            self._judged += 1
            self._code = max(self._code, 0 if self._passed(checked) else NOT_PASSED)

    def _passed(self, checked: Checked) -> bool:
        """With a threshold, pages of which nothing else is expected are counted, and do not fail by themselves."""
        if self._most is None or checked.expect is not None or checked.verdict is None:
            return checked.passed
        self._counted += 1
        self._incomplete += not checked.verdict.complete
        return checked.change is None or checked.passed

    def _hold_against_most(self) -> None:
        if self._most is not None and self._most.exceeded(self._incomplete, self._counted):
            click.echo(f"harness: {self._most.told(self._incomplete, self._counted)}", err=True)
            self._code = max(self._code, NOT_PASSED)


COMMAND = check
