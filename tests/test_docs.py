"""What README and docs/ show is true: every example is run, every command exists, every link leads somewhere.

How examples are written:

- ``python``: run in order, a page's examples together; ``print(…)  # said`` says what it prints; ``test_…``
  functions are called, or run by pytest where they want fixtures.
- ``console``: each ``$ command`` prints what stands below it; ``...`` stands for anything, also for whole lines.
- ``sh``: each line is run and must exit with 0, or with what ``# exit N`` behind it says.
- ``<!-- not run: why -->`` before a block: it is not run, for the reason given. Its commands must exist all the same.

They run in a folder with ``article.html`` (whole), ``cut.html``, ``scraped.txt``, ``verdicts.jsonl``,
``yesterday.jsonl`` and ``pages/`` with four saved pages, two of them whole.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import io
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

import harness
from harness.cli import cli, main
from harness.core.model import DEFINITIONS, RETRY, Advice, Note, State
from harness.report.words import NOTES, RETRY_WORDS

ROOT = Path(__file__).parents[1]
TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(
    r"(?:<!-- not run: (?P<why>[^>]+?) -->\n+)?^```(?P<language>\w*)[^\n]*\n(?P<code>.*?)^```$", re.M | re.S
)
SAVED = ("seed-excerpt", "paywall-teaser-english", "open-obituary", "open-brief-70-words")
SHELL = set("|<>&;$`*?(){}")


@dataclass(frozen=True)
class Example:
    """One fenced block."""

    file: Path
    line: int
    language: str
    code: str
    why_not: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}"


def examples(*languages: str, run: bool | None = None) -> list[Example]:
    """The fenced blocks of all texts in these languages."""
    found = []
    for file in TEXTS:
        text = file.read_text(encoding="utf-8")
        for match in BLOCK.finditer(text):
            line = text.count("\n", 0, match.start("code")) + 1
            one = Example(file, line, match["language"], match["code"], match["why"] or "")
            if one.language in languages and (run is None or run is not bool(one.why_not)):
                found.append(one)
    return found


def commands(example: Example) -> Iterator[str]:
    """The shell lines of an example, continued lines joined."""
    code = example.code.replace("\\\n", " ")
    for line in code.splitlines():
        if example.language == "console":
            if line.startswith("$ "):
                yield line[2:]
        elif line.strip() and not line.lstrip().startswith("#"):
            yield line


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What lies in the folder of every example; judged once, for that takes processes of their own."""
    place = tmp_path_factory.mktemp("prepared")
    for name in SAVED:
        shutil.copytree(ROOT / "pages" / name, place / "pages" / name)
    shutil.copy(ROOT / "pages/open-obituary/page.html", place / "article.html")
    shutil.copy(ROOT / "pages/paywall-teaser-english/page.html", place / "cut.html")
    (place / "scraped.txt").write_text(
        "The council met on Tuesday evening and agreed, after three hours, …\n"
    )
    with chdir(place):
        form = ["--engine", "static", "--format", "jsonl", "-q"]
        assert main(["check", "pages", *form, "-o", "verdicts.jsonl"]) == 0
    shutil.copy(place / "verdicts.jsonl", place / "yesterday.jsonl")
    return place


@pytest.fixture
def folder(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that examples run in, as this file's first lines say."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def run(command: str) -> tuple[int, str]:
    """A command's exit code and stdout; in this process where it is a plain call of harness."""
    words = shlex.split(command, comments=True)
    if words[0] == "harness" and not SHELL & set(command.partition(" #")[0]):
        said = io.StringIO()
        with redirect_stdout(said):
            code = main(words[1:])
        return code, said.getvalue()
    shell = f'harness() {{ "{sys.executable}" -m harness "$@"; }}; {command}'
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout


def pattern(expected: str) -> str:
    """What is printed, as a pattern: ``...`` alone on a line is any lines, within a line any text."""
    lines = [
        r"(?:.*\n)*?" if line.strip() == "..." else ".*".join(map(re.escape, line.split("..."))) + r"\n"
        for line in expected.splitlines()
    ]
    return "".join(lines)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("example", examples("console", run=True), ids=str)
def test_console_examples_print_what_they_show(example: Example) -> None:
    """Command by command, with what stands below it."""
    for block in re.split(r"^\$ ", example.code, flags=re.M)[1:]:
        command, _, expected = block.partition("\n")
        said = run(command)[1]

        assert re.fullmatch(pattern(expected) + r"(?:\s*)", said), said


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("example", examples("sh", "bash", run=True), ids=str)
def test_shell_examples_run(example: Example) -> None:
    """Each line comes to the end that it says. A block that cannot be run here says why, see above."""
    for command in commands(example):
        expected = re.search(r"#.*\bexit (\d+)", command)

        assert run(command)[0] == (int(expected[1]) if expected else 0), command


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_python_examples_run(file: Path) -> None:
    """The comment behind a print says what it prints."""
    names: dict[str, object] = {"__name__": "example"}
    for example in examples("python", run=True):
        if example.file != file:
            continue
        # Tracebacks and failures name the line of the document.
        code = "\n" * (example.line - 1) + example.code
        before = set(names)
        printed = io.StringIO()
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        compiled = compile(code, str(file), "exec", flags=flags, dont_inherit=True)
        with redirect_stdout(printed):
            awaited = eval(compiled, names)
            if inspect.isawaitable(awaited):
                asyncio.run(awaited)  # type: ignore[arg-type]  # a coroutine
            for name in names.keys() - before:
                value = names[name]
                if not name.startswith("test_") or not inspect.isfunction(value):
                    continue
                if inspect.signature(value).parameters or inspect.iscoroutinefunction(value):
                    run_pytest(example)
                else:
                    value()

        said = printed.getvalue().splitlines()
        for expected in re.findall(r"print\(.*\)  # (.+)$", example.code, re.M):
            assert expected in said, f"{example}: {said}"


def run_pytest(example: Example) -> None:
    """A test that wants fixtures, or a loop, is given them."""
    Path("test_example.py").write_text(example.code, encoding="utf-8")
    argv = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_example.py"]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=120)

    assert done.returncode == 0, f"{example}: {done.stdout}"


@pytest.mark.parametrize("example", examples("python", "sh", "bash", "console", run=False), ids=str)
def test_an_example_that_is_not_run_says_why(example: Example) -> None:
    """In words; and it is at least Python where it says so."""
    assert len(example.why_not.split()) >= 3
    if example.language == "python":
        compile(example.code, str(example.file), "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


def harness_commands() -> list[tuple[str, str]]:
    """Every command of harness that is shown, in blocks and in sentences, with its place."""
    found = []
    for example in examples("sh", "bash", "console"):
        for line in commands(example):
            found += [(str(example), part.strip()) for part in line.split("|")]
    for file in TEXTS:
        inline = re.findall(r"`(harness [a-z][^`\n]*)`", file.read_text(encoding="utf-8"))
        found += [(str(file.relative_to(ROOT)), command) for command in inline]
    return [(place, command) for place, command in found if command.startswith("harness ")]


@pytest.mark.parametrize(("place", "command"), harness_commands())
def test_every_command_shown_exists_with_its_options(place: str, command: str) -> None:
    """Also those that are not run."""
    _, name, *arguments = shlex.split(command, comments=True)
    if name.startswith("-"):
        return
    found = cli.get_command(click.Context(cli), name)

    assert found is not None
    options = {word for parameter in found.params for word in (*parameter.opts, *parameter.secondary_opts)}
    used = {word.partition("=")[0] for word in arguments if re.match("--?[a-z]", word)}
    assert used <= options | {"--help"}


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_every_file_linked_to_is_there(file: Path) -> None:
    """Links between texts and to files of the project."""
    text = re.sub(r"```.*?```", "", file.read_text(encoding="utf-8"), flags=re.S)
    for link in re.findall(r"\]\(([^):#]+)(?:#[^)]*)?\)", text):
        assert (file.parent / link).exists(), link


@pytest.mark.parametrize("file", [ROOT / "README.md", ROOT / "docs/verdict.md"], ids=lambda file: file.name)
def test_the_table_of_states_is_the_models(file: Path) -> None:
    """Each state with its meaning and advice."""
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (\w+) \|$", file.read_text(encoding="utf-8"), re.M)

    assert rows == [(state.value, DEFINITIONS[state], RETRY[state].value) for state in State]


def test_the_tables_of_advice_and_notes_are_the_models() -> None:
    """Each word with the sentence that reports use."""
    text = (ROOT / "docs/verdict.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|$", text, re.M))

    assert rows == {word.value: RETRY_WORDS[word] for word in Advice} | {
        word.value: NOTES[word] for word in Note
    }


def test_the_api_reference_has_every_public_name() -> None:
    """A name that users may import is documented where they look."""
    text = (ROOT / "docs/api.md").read_text(encoding="utf-8")

    shown = {path.rpartition(".")[2] for path in re.findall(r"^::: (\S+)$", text, re.M)}
    assert shown == set(harness.__all__) - {"__version__"}


def test_the_picture_is_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """README's first picture, letter by letter."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (command, picture), *others = re.findall(
        r"<!-- picture: harness (.+) -->\n```text\n(.*?)^```", readme, re.MULTILINE | re.DOTALL
    )
    assert not others
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")

    code = main([*shlex.split(command), "--engine", "static"])

    assert capsys.readouterr().out == picture
    assert code == 0


def test_the_two_commands_are_those_of_the_script() -> None:
    """What README says to type is what dev.py says it does."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / "dev.py").read_text(encoding="utf-8")
    shown = re.findall(r"^    python3 dev\.py (\w+)", readme, re.M)

    assert shown
    assert all(f"python3 dev.py {command}" in script for command in shown)
