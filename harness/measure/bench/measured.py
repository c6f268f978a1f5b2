"""What ``harness bench`` can measure on a corpus, each with its report in every form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from harness.core.errors import UsageError
from harness.core.model import State, Verdict
from harness.core.rulebook import STANDARD, Rulebook
from harness.language.written import Wording
from harness.look.looking import Looking
from harness.measure.bench import (
    ablate_report,
    bench,
    ends,
    ends_report,
    engines_report,
    markdown,
    others,
    others_report,
    perturb_report,
    wordings,
    wordings_report,
)
from harness.measure.bench import (
    bench_report as report,
)
from harness.measure.bench.ablate import ablate, effects
from harness.measure.bench.bench_score import score
from harness.measure.bench.detectors import Detector
from harness.measure.bench.engines import compare
from harness.measure.bench.perturb import looker, rates, suited
from harness.measure.notices.cases import Form
from harness.sources.labels import Label

A = TypeVar("A")
B = TypeVar("B")

LEAST_PAGES = 50
"""Pages that are opened for few wordings, so that those find their language."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures, and how they are told.

    Args:
        as_text: for people; takes whether details are wanted.
        not_looked_at: pages that could not be read, so that the figures are not of the whole corpus.
    """

    as_text: Callable[[bool], str]
    as_json: Callable[[], dict[str, Any]]
    as_markdown: Callable[[], str]
    not_looked_at: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """How to go through a corpus.

    Args:
        corpus: its name, for titles.
        workers: processes, or pages open in a browser.
        limit: at most so many pages, spread over those that suit.
        track: shows progress: it is given answers and their number, and hands them on.
        rulebook: what pages are judged by.
    """

    corpus: str
    workers: int
    limit: int | None
    track: Callable[[Iterable[Any], int], Iterator[Any]]
    rulebook: Rulebook = STANDARD

    @property
    def how(self) -> Looking:
        """How a browser looks at the pages."""
        return Looking(concurrency=self.workers, rulebook=self.rulebook)

    def judged(self, labels: Sequence[Label]) -> list[bench.Judged]:
        """The pages' verdicts by the static engine."""
        return self.over(labels, partial(bench.judge_static, rulebook=self.rulebook))

    def over(self, items: Sequence[A], look: Callable[[A], B]) -> list[B]:
        """What ``look`` says of each item, over processes."""
        return list(self.track(bench.over(items, look, workers=self.workers), len(items)))

    def in_browser(self, labels: Sequence[Label]) -> list[bench.Judged]:
        """The pages' verdicts by the browser engine."""
        return list(self.track(bench.in_browser(labels, how=self.how), len(labels)))

    def shown(
        self, batches: Sequence[wordings.Batch], seed: int, form: Form
    ) -> list[tuple[wordings.Shown, Verdict | None, str]]:
        """What the browser engine says of the batches' pages."""
        pages = wordings.for_browser(batches, seed=seed, form=form)
        total = sum(1 + len(batch.orders) for batch in batches)
        return list(self.track(bench.shown(pages, how=self.how), total))


def benched(run: Run, labels: Sequence[Label], engine: str) -> Measured:
    """Verdicts against labels."""
    labels = bench.sample(labels, run.limit)
    judged = run.in_browser(labels) if engine == "browser" else run.judged(labels)
    scores = score((j.label, j.verdict) for j in judged if j.verdict is not None)
    title = f"{run.corpus}, {engine} engine"
    return Measured(
        lambda details: report.as_text(scores, judged, title=title, details=details),
        partial(report.as_json, scores, judged),
        partial(markdown.as_markdown, scores),
        sum(j.verdict is None for j in judged),
    )


def perturbed(run: Run, labels: Sequence[Label], edits: Sequence[str], seed: int) -> Measured:
    """Edits on complete pages.

    Raises:
        UsageError: no page of the corpus is labelled a complete article.
    """
    labels = bench.sample([label for label in labels if suited(label)], run.limit)
    if not labels:
        raise UsageError("--perturb edits complete articles; no page here is labelled full and complete")
    found = rates(run.over(labels, looker(edits, seed, run.rulebook)))
    title = f"{run.corpus}, seed {seed}"
    return Measured(
        lambda details: perturb_report.as_text(found, title=title, details=details),
        partial(perturb_report.as_json, found),
        partial(perturb_report.as_markdown, found),
    )


def ended(run: Run, labels: Sequence[Label]) -> Measured:
    """Where texts end, ours and others'.

    Raises:
        UsageError: no page of the corpus has a marked text.
    """
    labels = bench.sample([label for label in labels if ends.marked(label)], run.limit)
    if not labels:
        raise UsageError("--ends needs pages whose main text is marked (gold); no page here has one")
    pages = run.over(labels, ends.find_ends)
    return Measured(
        lambda details: ends_report.as_text(pages, title=run.corpus, details=details),
        partial(ends_report.as_json, pages),
        partial(ends_report.as_markdown, pages),
        sum(bool(page.problem) for page in pages),
    )


def ablated(run: Run, labels: Sequence[Label]) -> Measured:
    """Each rule left out in turn."""
    pages = run.over(bench.sample(labels, run.limit), partial(ablate, rulebook=run.rulebook))
    found = effects(pages, run.rulebook)
    return Measured(
        lambda details: ablate_report.as_text(found, title=run.corpus, details=details),
        partial(ablate_report.as_json, found),
        partial(ablate_report.as_markdown, found),
        sum(page.whole is None for page in pages),
    )


def beside(run: Run, labels: Sequence[Label], detectors: Sequence[Detector]) -> Measured:
    """What others answer on the same pages."""
    names = tuple(one.name for one in detectors)
    ask = partial(others.ask, names=names, rulebook=run.rulebook)
    pages = run.over(bench.sample(labels, run.limit), ask)
    found = others.rows(pages, detectors)
    return Measured(
        lambda details: others_report.as_text(pages, found, title=run.corpus, details=details),
        partial(others_report.as_json, pages, found),
        partial(others_report.as_markdown, found),
        sum(page.judged.verdict is None for page in pages),
    )


def compared(run: Run, labels: Sequence[Label]) -> Measured:
    """Both engines on the same pages."""
    labels = bench.sample(labels, run.limit)
    static = run.judged(labels)
    browser = run.in_browser(labels)
    found = compare(static, browser)
    return Measured(
        lambda details: engines_report.as_text(found, title=run.corpus),
        partial(engines_report.as_json, found),
        partial(engines_report.as_markdown, found),
        len(labels) - found.pages,
    )


@dataclass(frozen=True, slots=True)
class Written:
    """Which wordings to put on pages, and how.

    Args:
        wordings: the wordings.
        states: the state of a page whose text stops at a notice of each kind.
        title: what they are, for titles.
        text: as a scraper's text.
        drawn: in a browser only as scripts draw them.
        places: only these places.
    """

    wordings: Sequence[Wording]
    states: Mapping[str, State | None]
    title: str
    seed: int
    text: bool = False
    drawn: bool = False
    places: Sequence[str] = ()

    def runs(self, engine: str) -> list[tuple[str, Form]]:
        """What is measured: the engine, and the form of the pages that it is given."""
        if self.text:
            return [("static", Form.TEXT)]
        static = [("static", Form.SERVED)] if engine != "browser" and not self.drawn else []
        served = [("browser", Form.SERVED)] if engine != "static" and not self.drawn else []
        drawn = [("browser", Form.DRAWN)] if engine != "static" or self.drawn else []
        return [*static, *served, *drawn]


def worded(run: Run, labels: Sequence[Label], written: Written, engine: str) -> Measured:
    """Wordings on complete pages; ``run.limit`` is the number of wordings.

    Raises:
        UsageError: no page of the corpus can bear wordings.
    """
    chosen = bench.sample(written.wordings, run.limit)
    labels = bench.sample([label for label in labels if wordings.suits(label)], max(len(chosen), LEAST_PAGES))
    runs = written.runs(engine)
    form = Form.TEXT if written.text else Form.SERVED
    bear = partial(wordings.bearer, form=form, rulebook=run.rulebook)
    bearers = [p for p in run.over(labels, bear) if p is not None]
    pages = [page for page in bearers if not page.alarmed]
    if not pages:
        raise UsageError(
            "--wordings needs complete articles; no page here is labelled so, or has a marked text"
        )
    found: dict[str, wordings.Rates] = {}
    for by, form in runs:
        batches = wordings.plan(
            pages, chosen, written.states, seed=written.seed, form=form, places=written.places
        )
        if by == "static":
            tried = run.over(batches, wordings.looker(written.seed, form, run.rulebook))
            rates = wordings.rates(tried, alarmed=len(bearers) - len(pages))
        else:
            rates = wordings.seen(run.shown(batches, written.seed, form), batches)
        found["text" if written.text else f"{by}, {form}"] = rates

    def title(name: str) -> str:
        return f"{run.corpus}, {written.title}, {name}, seed {written.seed}"

    return Measured(
        lambda details: "\n".join(
            wordings_report.as_text(rates, title=title(name), details=details)
            for name, rates in found.items()
        ),
        lambda: {name: wordings_report.as_json(rates) for name, rates in found.items()},
        lambda: "\n".join(
            f"{title(name)}\n\n{wordings_report.as_markdown(rates)}" for name, rates in found.items()
        ),
        sum(len(rates.problems) for rates in found.values()),
    )
