"""Scrapers that load pages themselves: where they find them, and what was true of what they were given.

On the wire the truth is known only afterwards: a client that comes back after a 503 has the whole page, one
that does not has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from harness.core.errors import UsageError
from harness.core.model import Content, State
from harness.measure.audit.scraper import Scraper, Wants
from harness.measure.faults.case import Case, Truth
from harness.measure.faults.conduct import Conduct
from harness.measure.faults.fault import combination
from harness.measure.faults.server import FaultServer
from harness.measure.faults.wire import all_wire_faults

PAGES = 2
"""Pages that each fault on the wire is tried on: the page matters little, and waiting costs time."""

_PART = frozenset({State.LOAD_ERROR, State.PAYWALL})
"""What leaves a client with a part of the text."""


def split(faults: Iterable[str]) -> tuple[list[tuple[str, ...]], list[str]]:
    """What a user asked for: combinations of faults on pages, and faults on the wire.

    Raises:
        UsageError: a name is unknown, or one of the wire stands in a combination.
    """
    on_pages: list[tuple[str, ...]] = []
    on_wire: list[str] = []
    for text in (given.replace(",", "+") for given in faults):
        names = {part.strip().partition(":")[0] for part in text.split("+")} & set(all_wire_faults())
        if names and "+" in text:
            raise UsageError(f"{text}: {min(names)} is a fault on the wire; an audit tries those one by one")
        if names:
            on_wire.append(text.strip())
        else:
            on_pages.append(combination(text))
    return on_pages, on_wire


def usual() -> list[str]:
    """All faults on the wire, each such that it bites within :data:`PAGES` pages."""
    return ["meter:1" if name == "meter" else name for name in all_wire_faults()]


def wire_cases(cases: Sequence[Case], faults: Iterable[str]) -> list[Case]:
    """Some complete pages under each fault on the wire. Their truth is the page's, until it was loaded."""
    pages = [case for case in cases if not case.faults and case.truth.complete][:PAGES]
    return [replace(page, faults=(fault,)) for fault in faults for page in pages]


def is_wire(case: Case) -> bool:
    """Whether the case is a page under a fault on the wire."""
    return case.faults[:1] != () and case.faults[0].partition(":")[0] in all_wire_faults()


class Addresses:
    """Where each scraper finds each page on the server: its own address, so that its visits are its own."""

    def __init__(self, server: FaultServer) -> None:
        self._server = server
        self._given: dict[tuple[str, str], str] = {}

    def __call__(self, scraper: Scraper, case: Case) -> str:
        key = (scraper.name, case.id)
        if key not in self._given:
            plain = replace(case, faults=()) if is_wire(case) else case
            own = replace(plain, page=f"{case.page}~{len(self._given)}")
            address = self._server.offer(own)
            if is_wire(case):
                address = self._server.address(own.id, *case.faults)
            self._given[key] = address
        return self._given[key]

    def conduct(self, scraper: Scraper, case: Case) -> Conduct:
        """What the scraper did to get the page."""
        return self._server.conduct(self._given[scraper.name, case.id])


def loads_itself(scraper: Scraper) -> bool:
    """Whether the scraper is given an address instead of HTML."""
    return scraper.wants is Wants.URL


def truth_after(case: Case, conduct: Conduct) -> Truth:
    """What was true of the page that the client was left with."""
    fault = all_wire_faults()[case.faults[0].partition(":")[0]]
    if conduct.delivered or fault.state is State.FULL:
        return case.truth
    content = Content.PARTIAL if fault.state in _PART else Content.NONE
    return Truth(fault.state, content)
