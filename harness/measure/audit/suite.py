"""The cases of an audit: labelled pages as they are, and the complete ones with faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from harness.core.errors import TargetError, UsageError
from harness.core.model import Content, State
from harness.measure.faults.case import Case, Truth
from harness.measure.faults.fault import all_faults, mutate
from harness.measure.faults.specimen import Specimen, examine
from harness.sources.labels import LABELS, read_corpus
from harness.sources.octets import read_file
from harness.sources.page import Page
from harness.sources.source import DEFAULT, Limits
from harness.sources.targets import read_target

UNGRADED = frozenset({State.NOT_ARTICLE, State.UNKNOWN})
"""States whose pages an article scraper can neither get right nor wrong."""


@dataclass(frozen=True, slots=True)
class Suite:
    """What scrapers are to be run on.

    Args:
        cases: all of them: pages as they are first.
        left_out: pages that are not graded, with the reason.
        declined: how many pages each fault could not be made on.
    """

    cases: tuple[Case, ...]
    left_out: tuple[str, ...] = ()
    declined: tuple[tuple[str, int], ...] = ()

    @property
    def complete(self) -> int:
        """How many pages as they are are complete."""
        return sum(case.truth.complete for case in self.cases if not case.faults)


def build(
    places: Sequence[str], faults: Iterable[Sequence[str]], *, seed: int = 0, limits: Limits = DEFAULT
) -> Suite:
    """The cases that pages and faults make.

    Args:
        places: folders of saved pages, corpora or single saved pages; none: see :func:`default_pages`.
        faults: combinations of faults, each applied to every complete page that allows it.
        seed: the same seed makes the same cases.
        limits: what reading a page may cost.

    Raises:
        UsageError: a page has no label, or there is nothing to run on.
        TargetError: a page or corpus cannot be read.
    """
    cases: list[Case] = []
    left_out: list[str] = []
    open_pages: list[Specimen] = []
    for case in labelled(places or default_pages(), limits):
        if case.truth.state in UNGRADED:
            left_out.append(f"{case.page}: {case.truth.state} pages are not graded")
            continue
        specimen = examine(case) if case.truth.complete else None
        cases.append(case if specimen is None else _with_text(case, specimen))
        if specimen is not None:
            open_pages.append(specimen)
    made: list[Case] = []
    declined: Counter[str] = Counter()
    for names in faults:
        for specimen in open_pages:
            changed = mutate(specimen, names, seed=seed)
            if changed is None:
                declined["+".join(names)] += 1
            else:
                made.append(changed)
    if not cases:
        raise UsageError("there is no page to run on" + (f" ({left_out[0]})" if left_out else ""))
    return Suite((*cases, *made), tuple(left_out), tuple(declined.items()))


def every_fault() -> list[tuple[str, ...]]:
    """Each fault alone."""
    return [(name,) for name in all_faults()]


def default_pages() -> list[str]:
    """The ``pages`` folder of the working directory, or else the articles that come with harness."""
    return ["pages"] if Path("pages").is_dir() else [str(own_articles())]


def own_articles() -> Path:
    """The folder of complete articles that come with harness: saved pages, written for it."""
    return Path(str(files("harness.measure.faults"))) / "articles"


def labelled(places: Iterable[str], limits: Limits = DEFAULT) -> Iterator[Case]:
    """The labelled pages of folders and corpora, as cases.

    Raises:
        UsageError: a page has no label; the message names it.
        TargetError: a page or corpus cannot be read.
    """
    for place in places:
        if (Path(place) / LABELS).is_file():
            yield from _corpus(Path(place), limits)
            continue
        for item in read_target(place, limits):
            if isinstance(item, TargetError):
                raise item
            yield _case(item)


def _corpus(folder: Path, limits: Limits) -> Iterator[Case]:
    corpus = read_corpus(folder)
    if corpus.problems:
        raise UsageError(corpus.problems[0])
    for label in corpus.labels:
        if not label.sure:
            continue
        truth = Truth(label.state, label.content, label.also)
        html = read_file(label.path, label.id, limits)
        yield Case(label.id, html, truth, label.url, label.status, label.headers, lang=label.lang)


def _case(page: Page) -> Case:
    if page.html is None or page.text:
        raise UsageError(f"{page.target}: an audit needs saved pages; harness save keeps a live one")
    if page.expect is None:
        raise UsageError(
            f"{page.target} has no label; write what a human sees into its page.toml: "
            '[expect] with state = "full" and content = "complete"'
        )
    state = State(page.expect.state)
    usual = Content.COMPLETE if state is State.FULL else Content.UNKNOWN
    content = Content(page.expect.content) if page.expect.content else usual
    truth = Truth(state, content, frozenset(page.expect.also or ()))
    return Case(page.id or page.target, page.html, truth, page.url, page.status, page.headers)


def _with_text(case: Case, specimen: Specimen) -> Case:
    """The page as it is, with the main text that is known of it."""
    return replace(case, truth=specimen.case.truth, lang=specimen.lang)
