"""The files that CI services read: they parse, name options that exist, and their scripts do what they say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from harness.cli import cli
from harness.report.writer import format_names

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GUIDE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
SNIPPETS = [
    yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
DOCUMENTS = [
    ACTION,
    HOOKS,
    *SNIPPETS,
    *(yaml.safe_load(file.read_text(encoding="utf-8")) for file in WORKFLOWS),
]


def check_options() -> set[str]:
    """The options of harness check."""
    command = cli.get_command(click.Context(cli), "check")
    assert command is not None
    return {option for param in command.params for option in param.opts}


def values(document: Any, *names: str) -> Iterator[Any]:
    """Every value of the keys ``names``, at any depth."""
    if isinstance(document, dict):
        for key, value in document.items():
            if key in names:
                yield value
            yield from values(value, *names)
    elif isinstance(document, list):
        for item in document:
            yield from values(item, *names)


def commands() -> list[str]:
    """Every call of harness in the files and the guide."""
    found = []
    for script in values(DOCUMENTS, "run", "script", "entry"):
        lines = script if isinstance(script, list) else script.replace("\\\n", " ").splitlines()
        found += [line for line in lines if re.match(r"(.*docker run .* )?harness ", line.strip())]
    blocks = re.findall(r"^```sh\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    found += [line for block in blocks for line in block.splitlines() if "harness " in line]
    return [line.strip() for line in found]


def test_there_are_commands_to_look_at() -> None:
    """The next test is no empty loop."""
    assert len(commands()) >= 10


@pytest.mark.parametrize("line", commands())
def test_every_option_exists(line: str) -> None:
    """Of the command that is called, in every file."""
    words = shlex.split(re.sub(r"\|.*|> .*|\$\{.*?\}", "", line))
    if "docker" in words[0]:
        words = words[len(words) - words[::-1].index("harness") - 1 :]
        if words == ["harness", "."]:
            return  # docker build --tag harness .
    name = words[1]
    assert name in cli.list_commands(click.Context(cli))
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    known = {option for param in command.params for option in param.opts + param.secondary_opts}
    used = {word.partition("=")[0] for word in words if word.startswith("-") and word != "--"}
    assert used <= known
    for place, word in enumerate(words):
        if word == "--report":
            assert words[place + 1].partition("=")[0] in format_names()


def test_the_actions_script_uses_options_that_exist() -> None:
    """Also those it puts together."""
    (script,) = [s["run"] for s in ACTION["runs"]["steps"] if s.get("id") == "check"]
    used = set(re.findall(r"(?<=[\s(])--[a-z][a-z-]*", script))

    assert used
    assert used <= check_options()


def test_the_action_hands_no_input_to_the_shell_as_text() -> None:
    """An input that held a quote would run as a command; they go through the environment."""
    for script in values([ACTION, *(yaml.safe_load(f.read_text()) for f in WORKFLOWS)], "run"):
        assert "${{" not in script


def test_inputs_and_outputs_are_declared_used_and_documented() -> None:
    """In the action, in the guide's examples and in the project's own workflow."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    declared = set(ACTION["inputs"])
    uses = [step for step in values(DOCUMENTS, "steps") for step in step]
    ours = [step for step in uses if str(step.get("uses", "")).startswith(("./", "OWNER/harness@"))]

    assert set(re.findall(r"inputs\.([\w-]+)", text)) == declared
    assert len(ours) == 3
    for step in ours:
        assert set(step["with"]) <= declared
    for name in (*declared, *ACTION["outputs"]):
        assert f"`{name}`" in GUIDE


def test_the_hooks_of_the_guide_are_ours() -> None:
    """And look only when a saved page changed."""
    (hook,) = HOOKS
    assert [h["id"] for s in SNIPPETS for r in s.get("repos", []) for h in r["hooks"]] == [hook["id"]]
    for name, wanted in (("pages/x/page.toml", True), ("pages/x/page.html.gz", True), ("src/a.py", False)):
        assert bool(re.search(hook["files"], name)) is wanted


PAGE = "<!doctype html><html lang=en><title>Ferry</title><article><h1>Ferry</h1>{}</article></html>"
SENTENCE = "The ferry to the islands runs again after two years of repairs, the harbour office said. "


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """A job's folder, with a whole and a cut page."""
    (tmp_path / "whole page.html").write_text(PAGE.format(f"<p>{SENTENCE * 4}</p>" * 8))
    (tmp_path / "cut.html").write_text(PAGE.format(f"<p>Article excerpt</p><p>{SENTENCE * 4}But then…</p>"))
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "harness"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m harness "$@"\n')
    program.chmod(0o755)
    return tmp_path


def run_step(job: Path, name: str = "check", **inputs: str) -> tuple[int, str, dict[str, str]]:
    """A step of the action: its exit code, its log and its outputs."""
    (step,) = [s for s in ACTION["runs"]["steps"] if s.get("id") == name]
    given = {name: ACTION["inputs"][name]["default"] for name in ACTION["inputs"]} | inputs
    environ = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: given[match[1]], value)
        for key, value in step["env"].items()
    }
    output = job / "output"
    output.write_text("")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=job,
        env={
            "PATH": f"{job / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "RUNNER_TEMP": str(job),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(job / "summary.md"),
            "GITHUB_REPOSITORY": "somebody/pages",
            "GITHUB_WORKFLOW": "live pages",
            "GITHUB_REF_NAME": "main",
            **environ,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    outputs = dict(line.split("=", 1) for line in output.read_text().splitlines())
    return done.returncode, done.stdout + done.stderr, outputs


def test_the_action_annotates_and_fails(job: Path) -> None:
    """With targets that hold spaces, further reports, and the verdicts in a file."""
    targets = "whole page.html\ncut.html\n"
    code, log, outputs = run_step(
        job, targets=targets, engine="static", report="junit=out.xml\nsarif=out.sarif\n"
    )

    assert code == 1
    assert log.startswith("::error file=cut.html,line=1,title=cut.html%3A truncated::")
    assert outputs == {"exit-code": "1", "verdicts": str(job / "verdicts.jsonl")}
    assert len((job / "verdicts.jsonl").read_text().splitlines()) == 2
    assert "2 pages, 1 did not pass" in (job / "summary.md").read_text()
    assert (job / "out.xml").exists()
    assert (job / "out.sarif").exists()
    assert run_step(job, targets=targets, engine="static", fail="false")[0] == 0
    assert run_step(job, targets="gone.html", engine="static", fail="false")[0] == 3


GH = """#!/bin/sh
[ -f "$RUNNER_TEMP/closed" ] && exit 1
case "$1 $2" in
"run list") echo 13; echo 12; echo 11;;
"run download") [ "$3" = 12 ] || exit 1; mkdir -p "$9"; echo "$7" > "$9/verdicts.jsonl";;
esac
"""


def test_the_baseline_is_the_newest_run_that_kept_one(job: Path) -> None:
    """Whether its pages passed or not; without the permission to look, the step says so."""
    (job / "bin" / "gh").write_text(GH)
    (job / "bin" / "gh").chmod(0o755)
    code, log, _ = run_step(job, "baseline", baseline="live-verdicts", token="t")
    assert code == 0, log
    assert (job / "harness-baseline" / "verdicts.jsonl").read_text() == "live-verdicts\n"

    (job / "closed").touch()
    code, log, _ = run_step(job, "baseline", baseline="live-verdicts", token="t")
    assert code == 1
    assert "needs the permission actions: read" in log


def test_inputs_are_no_shell(job: Path) -> None:
    """Neither targets nor options are expanded or run."""
    code, _, _ = run_step(job, targets="$(touch owned)\n*.html", engine="static", args="--timeout 5")

    assert code == 3
    assert not (job / "owned").exists()


def test_the_first_run_with_a_baseline_only_begins_it(job: Path) -> None:
    """The next one is compared with it."""
    assert run_step(job, targets="cut.html", engine="static", baseline="verdicts")[0] == 0
    (job / "verdicts.jsonl").replace(job / "harness-baseline" / "verdicts.jsonl")
    assert run_step(job, targets="cut.html", engine="static", baseline="verdicts")[0] == 0
    (job / "cut.html").write_text((job / "whole page.html").read_text())
    assert run_step(job, targets="cut.html", engine="static", baseline="verdicts")[0] == 1


def test_the_image_runs_as_an_ordinary_user() -> None:
    """With Debian's browser, and no switch that turns its sandbox off."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    instructions = re.findall(r"^([A-Z]+) (.*)$", text, re.MULTILINE)

    assert ("USER", "harness") in instructions
    assert instructions.index(("USER", "harness")) > max(
        i for i, (word, _) in enumerate(instructions) if word == "RUN"
    )
    assert "chromium-headless-shell" in text
    assert "no-sandbox" not in text
