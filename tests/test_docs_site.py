"""The documentation as a site: built strictly, from this folder alone, and read without the network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

import harness

pytest.importorskip("mkdocs", reason="the docs group is not installed")
ROOT = Path(__file__).parents[1]
LOADED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|link(?=[^>]*rel=[\"']?(?:stylesheet|preload|preconnect|icon)))"
    r"[^>]*?\b(?:src|href)=[\"']?(?:https?:)?//"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site. A proxy that nobody listens at stands for a missing network."""
    folder = tmp_path_factory.mktemp("site")
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, **nowhere, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_reading_it_asks_nothing_of_the_network(site: Path) -> None:
    """No font, script, style sheet or picture of anybody else."""
    for page in site.rglob("*.html"):
        assert LOADED.findall(page.read_text(encoding="utf-8")) == []
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//|@import", style.read_text(encoding="utf-8"))


def test_the_reference_is_made_of_the_docstrings(site: Path) -> None:
    """Every public name has its heading, and the arguments their sentences."""
    text = (site / "api.html").read_text(encoding="utf-8")

    for name in set(harness.__all__) - {"__version__"}:
        assert re.search(rf'id="harness\.[\w.]*\b{name}"', text), name
    assert "the document as served" in unescape(text)


def test_every_page_is_in_the_menu(site: Path) -> None:
    """A text that nobody finds is not written."""
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")

    assert [page.name for page in (ROOT / "docs").glob("*.md") if f": {page.name}" not in menu] == []
