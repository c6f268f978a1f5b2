"""How many pages may be incomplete before a run fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.cli import main
from harness.core.config import load_settings
from harness.core.errors import UsageError
from harness.core.threshold import MostIncomplete

SENTENCE = "The ferry to the islands runs again after two years of repairs, the harbour office said. "
PAGE = "<!doctype html><html lang=en><title>Ferry</title><article><h1>Ferry</h1>{}</article></html>"
FULL = PAGE.format(f"<p>{SENTENCE * 4}</p>" * 6)
CUT = PAGE.format(f"<p>Article excerpt</p><p>{SENTENCE * 3} But then…</p>")
STATIC = ("--engine", "static", "--timeout", "600")
HOME = "<title>The Courier</title><link rel=canonical href=https://courier.example/>" + "".join(
    f"<h2><a href=/{n}>Story {n}</a></h2>" for n in range(20)
)


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three whole pages and one that is cut."""
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.html").write_text(FULL)
    (tmp_path / "cut.html").write_text(CUT)
    return tmp_path


@pytest.mark.parametrize(
    ("written", "incomplete", "judged", "exceeded"),
    [
        ("5%", 5, 100, False),
        ("5%", 6, 100, True),
        ("2.5 %", 1, 39, True),
        ("0%", 0, 10, False),
        ("0%", 1, 10_000, True),
        ("100%", 3, 3, False),
        ("20", 20, 21, False),
        ("20", 21, 1_000_000, True),
        ("5%", 0, 0, False),
    ],
)
def test_a_share_or_a_number(written: str, incomplete: int, judged: int, exceeded: bool) -> None:
    """As many as are named may be."""
    assert MostIncomplete.read(written).exceeded(incomplete, judged) is exceeded


@pytest.mark.parametrize("written", ["five", "%", "-1", "101%", "0.5", "5 percent", "nan%"])
def test_what_is_neither_is_refused(written: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A share without its sign could be meant either way."""
    assert main(["check", "a.html", "--max-incomplete", written]) == 2
    assert "write a share, such as 5%, or a number of pages" in capsys.readouterr().err
    with pytest.raises(UsageError, match="the environment's HARNESS_MAX_INCOMPLETE: max-incomplete"):
        load_settings(environ={"HARNESS_MAX_INCOMPLETE": written})


@pytest.mark.usefixtures("crawl")
@pytest.mark.parametrize(("most", "code"), [("25%", 0), ("20%", 1), ("1", 0), ("0", 1)])
def test_a_check_fails_where_more_are_incomplete(
    most: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """One of four here; it says so."""
    assert main(["check", ".", *STATIC, "--max-incomplete", most]) == code
    told = f"harness: 1 of 4 pages are incomplete (25.0%); at most {most} may be\n"
    assert capsys.readouterr().err == (told if code else "")


def test_a_home_page_is_not_incomplete(crawl: Path) -> None:
    """It is no whole article either, which is what a check without a threshold asks."""
    (crawl / "home.html").write_text(HOME)

    assert main(["check", "home.html", *STATIC]) == 1
    assert main(["check", "home.html", *STATIC, "--max-incomplete", "0"]) == 0


def test_pages_of_which_something_is_expected_fail_by_themselves(
    crawl: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A label is no question of shares; nor is a page counted that was expected to be cut."""
    page = crawl / "saved"
    page.mkdir()
    (page / "page.html").write_text(CUT)
    (page / "page.toml").write_text('url = "https://news.example/a"\n[expect]\nstate = "truncated"\n')

    assert main(["check", ".", *STATIC, "--max-incomplete", "25%"]) == 0
    (page / "page.toml").write_text('url = "https://news.example/a"\n[expect]\nstate = "full"\n')
    assert main(["check", ".", *STATIC, "--max-incomplete", "25%"]) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("crawl")
def test_a_run_fails_where_more_are_incomplete(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted over all slices; the settings may say it, too."""
    run = [
        "run",
        "a.html",
        "b.html",
        "c.html",
        "cut.html",
        "-o",
        "out",
        "--engine",
        "static",
        "--workers",
        "1",
    ]

    assert main([*run, "--max-incomplete", "25%"]) == 0
    monkeypatch.setenv("HARNESS_MAX_INCOMPLETE", "5%")
    assert main(run) == 1
    assert "harness: 1 of 4 pages are incomplete (25.0%); at most 5% may be" in capsys.readouterr().err
    assert main(run[:4] + run[5:]) == 2  # the folder holds the run with the page that is cut
