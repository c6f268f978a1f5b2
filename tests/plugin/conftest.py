"""The project that the plugin's tests run pytest in."""

from __future__ import annotations

import pytest

from plugin.project import Project


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An empty project whose saved pages are judged from their HTML alone."""
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)  # its runs are no workers of this run
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")  # pytest-asyncio warns of an unset ini key
    (pytester.path / "pages").mkdir()
    return Project(pytester)
