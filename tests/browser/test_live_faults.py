"""Every fault of the registry has its verdict and its code, within its bounds of memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from faults import FAULTS, Fault, Site, serving
from faults.playing import LIMITS, Outcome, play
from faults.server import door

from harness.browser.limits import CODES
from harness.browser.pool import Browsers
from harness.browser.process.launch import FoundBrowser

pytestmark = pytest.mark.asyncio(loop_scope="session")

TOGETHER = 5


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def crowd(found: FoundBrowser) -> AsyncIterator[Browsers]:
    """Browsers with small budgets, several tabs at a time in one process."""
    async with Browsers(found, tabs=TOGETHER, door=door(), limits=LIMITS) as browsers:
        yield browsers


@pytest.mark.parametrize("theme", FAULTS)
async def test_every_fault_has_its_verdict(theme: str, crowd: Browsers) -> None:
    """Played together with others of its kind; what is not as expected then, under load, gets a second chance."""
    room = asyncio.Semaphore(TOGETHER)

    async def one(fault: Fault, site: Site) -> Outcome:
        async with room:
            return await play(fault, site, crowd)

    async with serving(FAULTS[theme]) as site:
        outcomes = await asyncio.gather(*(one(fault, site) for fault in FAULTS[theme]))
        again = [await play(outcome.fault, site, crowd) for outcome in outcomes if outcome.wrong()]

    assert [outcome.wrong() for outcome in again if outcome.wrong()] == []


async def test_there_are_faults_of_every_kind() -> None:
    """More than a hundred, each with its own name, and every code that one can play has one."""
    faults = [fault for theme in FAULTS.values() for fault in theme]
    unplayable = {"left", "probe", "popup-loop", "private-address", "browser-hang"}
    unplayable |= {"robots", "robots-unreadable"}  # of the manners, not of the browser

    unplayable |= {"reading-hang", "reading-crash"}  # of judging

    assert len(faults) >= 100
    assert len({fault.slug for fault in faults}) == len(faults)
    assert {fault.code for fault in faults} - {None} == set(CODES) - unplayable
