"""What the README shows is true."""

import re
import shlex
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import click
import pytest

from harness.cli import cli, main
from harness.model import DEFINITIONS, RETRY, State

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def harness_commands() -> list[str]:
    lines = [line.split("|")[-1].strip() for block in blocks("sh") for line in block.splitlines()]
    inline = re.findall(r"`(harness [^`]+)`", README)
    return [line for line in lines + inline if line.startswith("harness ")]


def test_the_table_of_states_is_the_models() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (\w+) \|$", README, re.MULTILINE)

    assert rows == [(state.value, DEFINITIONS[state], RETRY[state].value) for state in State]


def test_the_picture_is_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (command, picture), *others = re.findall(
        r"<!-- picture: harness (.+) -->\n```text\n(.*?)^```", README, re.MULTILINE | re.DOTALL
    )
    assert not others
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")

    code = main([*shlex.split(command), "--engine", "static"])

    assert capsys.readouterr().out == picture
    assert code == 0


@pytest.mark.parametrize("code", blocks("python"), ids=["library", "test"])
def test_the_examples_run(code: str) -> None:
    """The comment behind a print says what it prints."""
    names: dict[str, object] = {}
    printed = StringIO()
    with redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), names)
        for name, value in names.items():
            if name.startswith("test_") and callable(value):
                value()

    for said in re.findall(r"print\(.*\)  # (.+)$", code, re.MULTILINE):
        assert said in printed.getvalue().splitlines()


@pytest.mark.parametrize("command", harness_commands())
def test_every_command_shown_exists_with_its_options(command: str) -> None:
    _, name, *arguments = shlex.split(command, comments=True)
    context = click.Context(cli)
    found = cli.get_command(context, name)

    assert found is not None
    options = {word for parameter in found.params for word in parameter.opts} | {"--help"}
    assert {word for word in arguments if re.match("--?[a-z]", word)} <= options


@pytest.mark.parametrize("file", sorted(set(re.findall(r"\]\(([^):]+)\)", README))))
def test_every_file_linked_to_is_there(file: str) -> None:
    assert (ROOT / file).exists()


@pytest.mark.parametrize("command", re.findall(r"^    python3 dev\.py (\w+)", README, re.MULTILINE))
def test_the_two_commands_are_those_of_the_script(command: str) -> None:
    assert f"python3 dev.py {command}" in (ROOT / "dev.py").read_text(encoding="utf-8")
