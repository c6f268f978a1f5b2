"""How many processes run at a time."""

from __future__ import annotations

import os

import pytest

from harness.core.cores import cores


def test_where_a_system_tells_only_how_many_there_are_that_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As macOS does."""
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 7)

    assert cores() == 7
