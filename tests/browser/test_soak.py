"""A short soak; benchmarks/soak.py runs the long one, whose memory figures mean something."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults.soaking import soak

from harness.browser.process.launch import FoundBrowser

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc to see what is left"),
]


async def test_forty_loads_leave_verdicts_and_nothing_else(found: FoundBrowser) -> None:
    """One in five is a fault; each has its verdict, and no process or temporary file outlives the run."""
    soaked = await soak(found, 40)

    assert soaked.verdicts == 40
    assert soaked.left == ()
    assert len(soaked.wrong) <= 2, soaked.wrong
