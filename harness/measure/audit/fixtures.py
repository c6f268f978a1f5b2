"""pytest fixtures for testing scrapers.

``pytest_plugins = ["harness.measure.audit.fixtures"]`` in a conftest.py brings them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

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


@pytest.fixture(scope="session")
def fault_pages() -> Path:
    """The folder of labelled pages that faults are made on; override it to use your own."""
    return own_articles()


@pytest.fixture(scope="session")
def _fault_cases(fault_pages: Path) -> dict[str, Case]:
    return {case.page: case for case in labelled([str(fault_pages)])}


@pytest.fixture
def fault_server(_fault_cases: dict[str, Case]) -> Iterator[FaultServer]:
    """A loopback server that serves pages with faults by address, and keeps what its clients did.

    fault_server.address("ferry", "too_many_requests") is where to load; fault_server.conduct(address) what
    the client did: retried, honoured, gave_up, delivered, and faults() in sentences.
    """
    with ThreadedServer(FaultServer(_fault_cases.values())) as server:
        yield server


@pytest.fixture
def faulty_page(_fault_cases: dict[str, Case]) -> FaultyPage:
    """Makes pages with faults: ``faulty_page("cut_ellipsis").html``; ``truth`` tells what a scraper may return."""

    def make(fault: str = "", *, page: str = "", seed: int = 0) -> Case:
        if page and page not in _fault_cases:
            raise UsageError(f"there is no page {page!r}; there are: {', '.join(_fault_cases)}")
        names = combination(fault) if fault else ()
        for case in [_fault_cases[page]] if page else _fault_cases.values():
            opened = examine(case) if case.truth.complete else None
            changed = mutate(opened, names, seed=seed) if opened is not None else None
            if changed is not None:
                return changed
        raise UsageError(f"no page allows {fault}" if not page else f"{page} does not allow {fault}")

    return make
