"""What a browser's processes hold, as the system tells it."""

from __future__ import annotations

import os
import subprocess

import pytest

from harness.browser.process.memory import processes, seconds_of


@pytest.mark.parametrize(
    ("time", "seconds"),
    [("0:01.50", 1.5), ("00:00:07", 7), ("01:02:03", 3723), ("2-00:00:01", 172_801)],
)
def test_a_time_of_ps_is_seconds(time: str, seconds: float) -> None:
    assert seconds_of(time) == seconds


def test_processor_time_is_what_a_process_spent() -> None:
    """Not what passed: a sleeping process has none."""
    with subprocess.Popen(["sleep", "60"]) as sleeping:
        sum(range(20_000_000))
        spent = {process.pid: process.seconds for process in processes()}
        sleeping.kill()

    assert spent[os.getpid()] > 0.05
    assert spent[sleeping.pid] < 0.05
