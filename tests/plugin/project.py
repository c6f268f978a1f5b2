"""A stranger's project with saved pages, and pytest runs of it."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest

# An environment that was installed before the plugin had its entry point names it by hand.
LOADED = () if entry_points(group="pytest11", name="scraper_harness") else ("-p", "pytest_scraper_harness")

SENTENCE = "The ferry to the islands runs again after two years of repairs, the harbour office said. "
FULL = (
    "<!doctype html><html lang=en><head><title>Ferry runs again</title></head><body><article>"
    "<h1>Ferry runs again</h1>" + f"<p>{SENTENCE * 4}</p>" * 8 + "</article></body></html>"
)
CUT = FULL.replace("<p>", "<p>Article excerpt</p><p>", 1).replace(
    "</p></article>", " But then…</p></article>"
)


OTHERS = ("playwright", "hypothesispytest", "anyio", "xdist")
"""Plugins that most runs leave out: loading them takes longer than the run."""


class Project:
    """A project folder that pytest is run in, each time in a process of its own."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.path: Path = pytester.path
        self.ini("harness_pages = pages", "harness_engine = static")

    def ini(self, *lines: str) -> None:
        """Write pytest.ini."""
        text = "\n".join(["[pytest]", *lines, ""])
        (self.path / "pytest.ini").write_text(text, encoding="utf-8")

    def page(self, name: str, html: str = FULL, state: str | None = "full") -> Path:
        """Write a saved page."""
        folder = self.path / "pages" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "page.html").write_text(html, encoding="utf-8")
        label = f'[expect]\nstate = "{state}"\n' if state else ""
        (folder / "page.toml").write_text(f'url = "https://news.example/2026/{name}"\n{label}')
        return folder

    def test(self, body: str, name: str = "test_own") -> None:
        """Write a test file."""
        folder = self.path / "tests"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.py").write_text(f"import pytest\n{body}", encoding="utf-8")

    def run(self, *args: str, others: bool = False) -> pytest.RunResult:
        """Run pytest, with every plugin that is installed when ``others`` are wanted."""
        left_out = [] if others else [part for name in OTHERS for part in ("-p", f"no:{name}")]
        return self.pytester.runpytest_subprocess("-p", "no:cacheprovider", *LOADED, *left_out, *args)

    def snapshots(self) -> list[str]:
        """The stored snapshots, as paths."""
        found = (self.path / "snapshots").rglob("*.json")
        return sorted(p.relative_to(self.path).as_posix() for p in found)
