"""Settings: [tool.harness], HARNESS_*, the command line; the later wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.cli import main
from harness.config import Settings, load_settings
from harness.errors import UsageError


def write(folder: Path, text: str) -> Path:
    """A project folder with a pyproject.toml."""
    (folder / "pyproject.toml").write_text(text)
    return folder


def test_without_configuration_there_are_defaults(tmp_path: Path) -> None:
    """Also in a project that does not know harness."""
    assert load_settings(tmp_path, {}) == Settings()
    assert load_settings(write(tmp_path, "[project]\nname = 'x'\n"), {}) == Settings()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """The file is also found from a folder below."""
    write(tmp_path, '[tool.harness]\nengine = "static"\nmax-mb = 5\nquiet = true\n')
    below = tmp_path / "below"
    below.mkdir()
    settings = load_settings(below, {"HARNESS_MAX_MB": "7.5", "HARNESS_CONCURRENCY": "2"})

    assert settings == Settings(engine="static", max_mb=7.5, concurrency=2, quiet=True)


def test_the_command_line_wins_over_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--format text, although the project wants JSON lines."""
    write(tmp_path, '[tool.harness]\nformat = "jsonl"\nengine = "static"\n')
    (tmp_path / "a.html").write_text("<p>Words.</p>")
    monkeypatch.chdir(tmp_path)
    main(["check", "a.html"])
    assert capsys.readouterr().out.startswith('{"schema": 1')
    main(["check", "a.html", "--format", "text"])
    assert not capsys.readouterr().out.startswith("{")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('engin = "static"', "[tool.harness]: unknown key 'engin'; did you mean 'engine'?"),
        ('engine = "statc"', "[tool.harness]: engine: unknown value 'statc'; did you mean 'static'?"),
        ('timeout = "soon"', "timeout: it must be a number, not 'soon'"),
        ("timeout = 0", "timeout: it must be at least 0.1"),
        ("concurrency = 1.5", "concurrency: it must be a number, not 1.5"),
        ("concurrency = true", "concurrency: it must be a number, not True"),
        ('quiet = "maybe"', "quiet: it must be true or false"),
        ("engine =", "it is no valid TOML: Invalid value (at line 2"),
    ],
)
def test_a_mistake_in_the_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    """With the file and the key."""
    with pytest.raises(UsageError) as caught:
        load_settings(write(tmp_path, f"[tool.harness]\n{text}\n"), {})

    assert told in str(caught.value)
    assert "pyproject.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("HARNESS_ENGIN", "static", "did you mean 'HARNESS_ENGINE'?"),
        ("HARNESS_ENGINE", "firefox", "the environment's HARNESS_ENGINE: engine: unknown value 'firefox'"),
        ("HARNESS_TIMEOUT", "x", "it must be a number"),
    ],
)
def test_a_mistake_in_the_environment_is_told(tmp_path: Path, name: str, value: str, told: str) -> None:
    """With the variable's name."""
    with pytest.raises(UsageError) as caught:
        load_settings(tmp_path, {name: value})

    assert told in str(caught.value)


def test_other_programs_may_use_the_prefix(tmp_path: Path) -> None:
    """A CI service of the same name sets dozens of HARNESS_ variables."""
    environ = {"HARNESS_BUILD_ID": "7", "HARNESS_STAGE_ID": "x", "HARNESS_BROWSER": "/usr/bin/chromium"}

    assert load_settings(tmp_path, environ) == Settings()


def test_wrong_configuration_exits_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before any page is looked at."""
    monkeypatch.chdir(write(tmp_path, "[tool.harness]\nspeed = 5\n"))

    assert main(["check", "missing.html"]) == 2
    assert "unknown key 'speed'" in capsys.readouterr().err
