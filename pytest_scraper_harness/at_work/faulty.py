"""Pages with faults for a scraper's own tests: made one by one, or served on loopback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from harness.core.errors import UsageError
from harness.measure.audit.suite import labelled, own_articles
from harness.measure.faults.case import Case
from harness.measure.faults.fault import combination, mutate
from harness.measure.faults.server import FaultServer, ThreadedServer
from harness.measure.faults.specimen import examine


class FaultyPage(Protocol):
    """Makes a page with faults."""

    def __call__(self, fault: str = "", *, page: str = "", seed: int = 0) -> Case:
        """A page with ``fault`` (``"overlay+mojibake"``, or none) and its truth."""


def pages() -> Path:
    """The folder of the articles that come with harness."""
    return own_articles()


def cases_of(folder: Path) -> Mapping[str, Case]:
    """The labelled pages of a folder, by name."""
    return {case.page: case for case in labelled([str(folder)])}


@contextmanager
def server(cases: Mapping[str, Case]) -> Iterator[FaultServer]:
    """A server of pages with faults, for as long as a test takes."""
    with ThreadedServer(FaultServer(cases.values())) as serving:
        yield serving


def maker(cases: Mapping[str, Case]) -> FaultyPage:
    """What makes pages with faults."""

    def make(fault: str = "", *, page: str = "", seed: int = 0) -> Case:
        if page and page not in cases:
            raise UsageError(f"there is no page {page!r}; there are: {', '.join(cases)}")
        names = combination(fault) if fault else ()
        for case in [cases[page]] if page else cases.values():
            opened = examine(case) if case.truth.complete else None
            changed = mutate(opened, names, seed=seed) if opened is not None else None
            if changed is not None:
                return changed
        raise UsageError(f"no page allows {fault}" if not page else f"{page} does not allow {fault}")

    return make
