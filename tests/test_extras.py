"""The core judges; what an extra brings is missed with a sentence that names it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OF_EXTRAS = (
    "playwright protego stamina aiolimiter fastwarc zstandard pytest syrupy trafilatura readability newspaper "
    "resiliparse lxml scrapy pyarrow ray duckduckgo_autoconsent mcp"
).split()
CORE = f"import sys\nfor name in {OF_EXTRAS}:\n    sys.modules[name] = None\n"
"""What an environment with the core alone is like."""

ARTICLE = (
    "<!doctype html><html lang=en><title>Ferry</title><article><h1>The ferry is back</h1>"
    + "<p>The ferry to the islands sails again since Monday, the harbour office said in a letter to all.</p>"
    * 9
    + "</article>"
)


def core(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A program's run in an environment without the extras."""
    argv = [sys.executable, "-c", CORE + code]
    return subprocess.run(argv, cwd=folder, capture_output=True, text=True, check=False)


def command(folder: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    """``harness`` in such an environment."""
    return core(f"from harness.cli import main\nsys.exit(main({list(argv)}))", folder)


def test_the_core_judges(tmp_path: Path) -> None:
    """HTML, a scraper's text and a response."""
    done = core(
        f"import harness\nhtml = {ARTICLE!r}\n"
        "print(harness.judge(html).state, harness.judge_text('Article excerpt').state, harness.Looking().engine)",
        tmp_path,
    )

    assert done.stderr == ""
    assert done.stdout.split()[0] == "full"


def test_the_core_checks_files_and_writes_every_report(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(ARTICLE)
    reports = [f"--report={form}=out.{form}" for form in ("html", "junit", "sarif", "jsonl", "json")]

    done = command(tmp_path, "check", "a.html", *reports)

    assert (done.returncode, done.stderr) == (0, "")
    assert "full  a.html" in done.stdout


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["check", "a.html", "--engine", "browser"], "scraper-harness[browser]"),
        (["check", "https://news.example/"], "scraper-harness[browser]"),
        (["save", "https://news.example/", "--as", "news"], "scraper-harness[browser]"),
        (["doctor"], "scraper-harness[browser]"),
        (["check", "a.warc.gz"], "scraper-harness[archives]"),
        (["check", "a.html.zst"], "scraper-harness[archives]"),
        (["check", "a.parquet"], "scraper-harness[parquet]"),
        (["check", "https://news.example/", "--consent", "reject"], "scraper-harness[consent]"),
        (["run", "a.html", "-o", "out", "--ray"], "scraper-harness[ray]"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value[:2]).replace("/", ""),
)
def test_a_missing_extra_is_named(tmp_path: Path, argv: list[str], says: str) -> None:
    """In one line, without a traceback."""
    for name in ("a.html", "a.warc.gz", "a.html.zst", "a.parquet"):
        (tmp_path / name).write_text(ARTICLE)
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "page.html").write_text(ARTICLE)
    (folder / "page.toml").write_text('url = "https://news.example/2026/a"\n[expect]\nstate = "full"\n')

    done = command(tmp_path, *argv)

    assert done.returncode in (2, 3)
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_table_that_takes_an_extra_costs_only_itself(tmp_path: Path) -> None:
    """A list may name one among pages that can be read."""
    for name in ("a.html", "b.parquet"):
        (tmp_path / name).write_text(ARTICLE)

    done = command(tmp_path, "check", "b.parquet", "a.html", "--engine", "static")

    assert done.returncode == 3
    assert "harness: b.parquet: Parquet needs pyarrow, which is not installed" in done.stderr
    assert "full  a.html" in done.stdout


def test_a_page_that_static_html_does_not_decide_says_what_would(tmp_path: Path) -> None:
    """The verdict is given all the same."""
    (tmp_path / "a.html").write_text(
        "<!doctype html><title>News</title><div id=app></div><script src=app.js></script>"
    )

    done = command(tmp_path, "check", "a.html")

    assert done.returncode == 1
    assert "there is no browser to ask" in " ".join(done.stdout.split())


def test_every_extra_is_in_all_but_those_that_say_why_not() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    (everything,) = extras.pop("all")

    named = set(everything.partition("[")[2].rstrip("]").split(","))

    assert set(extras) - named == {"ray", "newspaper"}
