"""Settings: [tool.harness], HARNESS_*, the command line; the later wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.cli import main
from harness.core.config import Settings, load_settings
from harness.core.errors import UsageError


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


def test_harness_toml_needs_no_table(tmp_path: Path) -> None:
    """In a project without a pyproject.toml, or beside one, which it wins over."""
    write(tmp_path, '[tool.harness]\nengine = "browser"\ntimeout = 3\n')
    (tmp_path / "harness.toml").write_text('engine = "static"\n')
    assert load_settings(tmp_path, {}) == Settings(engine="static")

    (tmp_path / "harness.toml").write_text("tiemout = 3\n")
    with pytest.raises(UsageError, match=r"harness.toml: unknown key 'tiemout'; did you mean 'timeout'"):
        load_settings(tmp_path, {})


def test_folders_are_relative_to_the_file_that_names_them(tmp_path: Path) -> None:
    """Those of the environment to the current folder; a missing one is told."""
    below = tmp_path / "below"
    for name in ("my_rules", "more_rules", "below/here"):
        (tmp_path / name).mkdir(parents=True)
    write(tmp_path, '[tool.harness]\nrules = ["my_rules", "more_rules"]\nphrases = "my_rules"\n')

    settings = load_settings(below, {"HARNESS_PHRASES": "here"})
    assert settings.rules == (str(tmp_path / "my_rules"), str(tmp_path / "more_rules"))
    assert settings.phrases == (str(below / "here"),)
    with pytest.raises(UsageError, match="HARNESS_RULES: rules: there is no folder"):
        load_settings(below, {"HARNESS_RULES": "nowhere"})
    with pytest.raises(UsageError, match="a path or a list of paths"):
        load_settings(write(tmp_path, "[tool.harness]\nrules = 3\n"), {})


def test_show_config_tells_values_and_where_they_come_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a target; mistakes are told as ever."""
    monkeypatch.chdir(write(tmp_path, '[tool.harness]\nengine = "static"\nmax-mb = 5\n'))
    monkeypatch.setenv("HARNESS_CONCURRENCY", "2")
    assert main(["check", "--show-config", "--max-mb", "7"]) == 0
    rows = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())

    assert rows["engine"].split(maxsplit=1) == ['"static"', f"{tmp_path / 'pyproject.toml'} [tool.harness]"]
    assert rows["concurrency"].split(maxsplit=1) == ["2", "the environment's HARNESS_CONCURRENCY"]
    assert rows["max-mb"].split(maxsplit=1) == ["7", "the command line"]
    assert rows["timeout"].split() == ["30", "default"]
    assert rows["quiet"].split() == ["false", "default"]
    monkeypatch.chdir(write(tmp_path, "[tool.harness]\nspeed = 5\n"))
    assert main(["check", "--show-config"]) == 2
