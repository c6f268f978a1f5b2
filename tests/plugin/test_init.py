"""``harness init``: from an empty folder to a green test."""

from __future__ import annotations

import configparser
import tomllib
from pathlib import Path

import pytest

from harness.cli import main
from harness.cli.pytest_section import with_pages
from plugin.project import LOADED


def test_its_tests_pass_in_an_empty_folder(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a CI job that runs them; a second time nothing is touched."""
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")  # pytest-asyncio warns of an unset ini key
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)

    assert main(["init"]) == 0
    written = (path for path in pytester.path.rglob("*") if ".pytest_cache" not in path.parts)
    files = {path: path.read_bytes() for path in written if path.is_file()}
    told = capsys.readouterr().out
    assert main(["init"]) == 0
    again = capsys.readouterr().out

    assert sorted(path.relative_to(pytester.path).as_posix() for path in files) == [
        ".github/workflows/saved-pages.yml",
        "pages/lamplighter/page.html",
        "pages/lamplighter/page.toml",
        "pytest.ini",
        "snapshots/pages/lamplighter/test_verdict.json",
    ]
    assert (told.count("wrote "), again.count("wrote "), again.count("kept  ")) == (5, 0, 4)
    assert files == {path: path.read_bytes() for path in files}
    pytester.runpytest_subprocess("-p", "no:cacheprovider", *LOADED).assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("name", "text", "file"),
    [
        ("pytest.ini", "[pytest]\naddopts = -q\n", "pytest.ini"),
        ("pytest.ini", "", "pytest.ini"),
        ("pyproject.toml", '[project]\nname = "x"', "pyproject.toml"),
        ("pyproject.toml", '[tool.pytest.ini_options]  # ours\naddopts = "-q"\n[tool.x]\n', "pyproject.toml"),
        ("pyproject.toml", "[tool.pytest.ini_options]", "pyproject.toml"),
        ("pytest.toml", "", "pytest.toml"),
        ("tox.ini", "[tox]\n[pytest]\naddopts = -q\n", "tox.ini"),
        ("tox.ini", "[tox]\n", "pytest.ini"),
        ("setup.cfg", "[metadata]\nname = x\n[tool:pytest]\naddopts = -q\n", "setup.cfg"),
    ],
)
def test_the_lines_come_where_pytest_is_configured(name: str, text: str, file: str, tmp_path: Path) -> None:
    """A section in another file would switch off what is there."""
    (tmp_path / name).write_text(text)

    section = with_pages(tmp_path)
    section.file.write_text(section.text)

    assert section.file == tmp_path / file
    told = section.file.read_text()
    if file.endswith(".toml"):
        table = tomllib.loads(told)
        table = table["pytest"] if file == "pytest.toml" else table["tool"]["pytest"]["ini_options"]
        assert (table["harness_pages"], table["harness_engine"]) == (["pages"], ["static"])
    else:
        ini = configparser.ConfigParser()
        ini.read_string(told)
        lines = ini["tool:pytest" if file == "setup.cfg" else "pytest"]
        assert (lines["harness_pages"], lines["harness_engine"]) == ("pages", "static")
    assert ("addopts" in text) == ("addopts" in told) or name != file
    assert with_pages(tmp_path).text == ""


def test_without_pytest_it_says_what_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page and the job are there all the same; GitLab's where the project is asked to have it."""
    monkeypatch.setattr("harness.core.extras.find_spec", lambda name: None)

    assert main(["init", str(tmp_path / "new"), "--ci", "gitlab"]) == 0

    assert "its test needs pytest, which is not installed: pip install" in capsys.readouterr().out
    assert (tmp_path / "new" / ".gitlab-ci.yml").is_file()


def test_a_project_whose_tests_cannot_start_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what pytest said."""
    (tmp_path / "conftest.py").write_text("import nothing_like_this\n")

    assert main(["init", str(tmp_path), "--ci", "none"]) == 3

    assert "No module named 'nothing_like_this'" in capsys.readouterr().err
