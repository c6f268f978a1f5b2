"""A rulebook is handed on by value: to calls, threads and processes; nothing of it stands in the environment."""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import harness
from harness import Rulebook, UsageError
from harness.cli import main
from harness.look.apart import Apart
from harness.look.check import acheck_many
from harness.look.judge import page_in_hand
from harness.look.run.judging import Settings
from harness.look.run.run import on_this_machine, run

SENTENCE = "The ferry to the islands runs again after two years of repairs, the harbour office said. "
PAGE = (
    "<!doctype html><html lang=en><head><title>Ferry</title></head><body><article><h1>Ferry runs again</h1>"
    + f"<p>{SENTENCE * 3}</p><p>{SENTENCE * 2}But then…</p>"
    + "<div class={}><p>{}</p></div></article></body></html>"
)
TIDE = PAGE.format("tide", "The tide tables are on the next page but one.")
QUORN = PAGE.format("q", "Zorblax quux for the pflums of Wexel only!")
RULE = '''"""Closed at high tide."""
from harness.core.model import State
from harness.rules.match import visible
from harness.rules.rule import Rule

RULE = Rule(State.{}, visible(".tide"))
'''


@pytest.fixture(autouse=True)
def environment_as_it_was() -> Iterator[None]:
    """What any of these tests does leaves the environment alone."""
    before = dict(os.environ)
    yield
    changed = {name for name in {*before, *os.environ} if before.get(name) != os.environ.get(name)}
    assert {name for name in changed if name.startswith("HARNESS_")} == set()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two folders of rules that say different things of one page, phrases, and wordings."""
    monkeypatch.chdir(tmp_path)
    for folder, state in (("low", "MAINTENANCE"), ("high", "RATE_LIMITED")):
        place = tmp_path / folder / state.lower()
        place.mkdir(parents=True)
        (place / "tide.py").write_text(RULE.format(state))
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.toml").write_text(
        'lang = "en"\n[rate_limited]\nstrong = ["the tide tables are"]\n'
    )
    (tmp_path / "account.tsv").write_text("# ours\naccount\tZorblax quux for the pflums of Wexel only.\n")
    (tmp_path / "pay.tsv").write_text("pay\tthe guild\tZorblax quux for the pflums of Wexel only.\n\n")
    (tmp_path / "tide.html").write_text(TIDE)
    (tmp_path / "quorn.html").write_text(QUORN)
    return tmp_path


@pytest.mark.usefixtures("project")
def test_two_rulebooks_of_one_process_do_not_see_each_other() -> None:
    """Rules and wordings, whichever was asked first and again."""
    low, high = (
        Rulebook.of(rules="low", wordings="account.tsv"),
        Rulebook.of(rules=["high"], wordings="pay.tsv"),
    )
    seen = [harness.judge(html, rulebook=book) for book in (low, high, low) for html in (TIDE, QUORN)]

    assert [one.state for one in seen[:4]] == ["maintenance", "registration_wall", "rate_limited", "paywall"]
    assert seen[4:] == seen[:2]
    assert {harness.judge(html).state for html in (TIDE, QUORN)} == {"truncated"}
    assert len({one.judged_by for one in (*seen, harness.judge(TIDE))}) == 3


@pytest.mark.usefixtures("project")
def test_two_threads_with_two_rulebooks_do_not_see_each_other() -> None:
    """At the same time, many times."""
    books = {
        "maintenance": Rulebook.of(rules="low"),
        "rate_limited": Rulebook.of(rules="high"),
        "truncated": None,
    }
    with ThreadPoolExecutor(4) as pool:
        asked = [*books] * 12
        states = list(
            pool.map(lambda state: harness.judge(TIDE, rulebook=books[state] or Rulebook()).state, asked)
        )

    assert states == asked


@pytest.mark.usefixtures("project")
def test_own_phrases_are_read_by_their_rulebook_alone() -> None:
    """The rules ask what the page was read by."""
    from harness.observe.static import observe
    from harness.reading import read

    own = read(observe(TIDE), Rulebook.of(phrases="words"))

    assert "rate_limited" in own.spots
    assert "rate_limited" not in read(observe(TIDE)).spots


@pytest.mark.usefixtures("project")
def test_every_way_to_ask_takes_a_rulebook() -> None:
    """Functions as an argument, looks as a field of how they are looked at."""
    low = Rulebook.of(rules="low", wordings="account.tsv")
    response = type("Response", (), {"content": TIDE.encode(), "status_code": 200, "headers": {}})()
    text = f"Ferry runs again\n\n{SENTENCE * 3}\n\nBut then…\n\nThis page is Zorblax quux."

    assert harness.judge_response(response, rulebook=low).state == "maintenance"
    assert harness.check("tide.html", engine="static", rulebook=low, timeout=300).state == "maintenance"
    assert (
        harness.check("tide.html", how=harness.Looking(engine="static", rulebook=low, timeout=300)).state
        == "maintenance"
    )
    assert harness.check("tide.html", engine="static").state == "truncated"
    assert harness.judge_text(text, rulebook=low).judged_by == harness.judge(TIDE, rulebook=low).judged_by


@pytest.mark.asyncio
async def test_processes_are_handed_the_rulebook_with_each_page(project: Path) -> None:
    """One process serves two of them, and keeps them apart."""
    low, high = Rulebook.of(rules="low"), Rulebook.of(rules="high")
    states = []
    async with Apart(1) as apart:
        for book in (low, high, low, Rulebook()):
            page = page_in_hand(TIDE)
            many = acheck_many([page], apart=apart, engine="static", rulebook=book, timeout=300)
            states += [one.verdict.state async for one in many if one.verdict is not None]

    assert states == ["maintenance", "rate_limited", "maintenance", "truncated"]


@pytest.mark.usefixtures("project")
def test_a_run_over_processes_judges_by_the_projects_own(project: Path) -> None:
    """Its settings travel, and the manifest tells two rulebooks apart."""
    how = harness.Looking(engine="static", timeout=300, rulebook=Rulebook.of(rules="low"))
    settings = Settings(project / "out", "jsonl", how=how)
    run(["tide.html"], settings, means=on_this_machine(1))
    lines = [
        json.loads(line)
        for file in (project / "out" / "results").glob("*.jsonl")
        for line in file.read_text().splitlines()
    ]

    assert [line["state"] for line in lines] == ["maintenance"]
    with pytest.raises(UsageError, match="of other rules"):
        run(["tide.html"], Settings(project / "out", "jsonl"), means=on_this_machine(1))


@pytest.mark.usefixtures("project")
def test_a_rulebook_is_a_value_of_names() -> None:
    """Equal where it names the same, and the same in another process; the default names nothing."""
    one = Rulebook.of(rules="low", phrases=Path("words"), wordings=["account.tsv"])

    assert one == Rulebook.of(rules=["low"], phrases=["words"], wordings="account.tsv")
    assert pickle.loads(pickle.dumps(one)) == one
    assert all(path.is_absolute() for path in (*one.rules, *one.phrases, *one.wordings))
    assert Rulebook.default().rules == ()


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ({"rules": "nowhere"}, "rules: there is no folder"),
        ({"wordings": "low"}, "wordings: there is no file"),
        ({"phrases": 3}, "phrases must be a folder or a list of them"),
        ({"rules": [None]}, "rules must be a folder or a list of them, not None"),
    ],
)
@pytest.mark.usefixtures("project")
def test_what_is_not_there_is_told_at_once(named: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        Rulebook.of(**named)  # type: ignore[arg-type]


def test_what_is_no_rulebook_is_told() -> None:
    with pytest.raises(UsageError, match=r"rulebook must be a harness\.Rulebook, not str"):
        harness.judge("<p>x", rulebook="my_rules")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"rulebook must be a harness\.Rulebook, not None"):
        harness.Looking(rulebook=None)  # type: ignore[arg-type]


def test_settings_make_a_rulebook(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command line, and what it leaves of the environment."""
    (project / "harness.toml").write_text('rules = "low"\nwordings = ["account.tsv"]\n')
    main(["check", "tide.html", "quorn.html", "--engine", "static", "--timeout", "300", "--format", "jsonl"])
    states = [json.loads(line)["state"] for line in capsys.readouterr().out.splitlines()]

    assert states == ["maintenance", "registration_wall"]
    assert not [name for name in os.environ if name in ("HARNESS_RULES", "HARNESS_WORDINGS")]


def test_the_environment_is_read_at_the_edge_alone(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line reads it; a program that uses the library names its rulebook."""
    monkeypatch.setenv("HARNESS_WORDINGS", "pay.tsv")
    main(["check", "quorn.html", "--engine", "static", "--timeout", "300", "--format", "jsonl"])

    assert json.loads(capsys.readouterr().out)["state"] == "paywall"
    assert harness.judge(QUORN).state == "truncated"
    monkeypatch.undo()


def test_explain_says_that_a_wording_of_ones_own_decided(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a page's notice would be understood."""
    (project / "harness.toml").write_text('wordings = "account.tsv"\n')
    assert main(["explain", "--text", "Zorblax quux for the pflums of Wexel only"]) == 0
    told = capsys.readouterr().out

    assert "kind        account" in told
    assert "nearest     account, your own: “Zorblax quux for the pflums of Wexel only.”" in told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("payy\tGive us a crown.", "line 3: unknown kind 'payy'; did you mean 'pay'?"),
        ("Give us a crown.", "line 3: it must be kind<TAB>text"),
        ("pay\tme\tGive us a crown.\tnow", "line 3: it must be kind<TAB>text"),
        ("pay\t ", "line 3: it must be kind<TAB>text"),
        ("pay\tGive us a crown \xff", "it cannot be read"),
    ],
)
def test_a_malformed_wording_is_told_with_its_file_and_line(
    project: Path, line: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before any page is looked at."""
    (project / "ours.tsv").write_bytes(b"# ours\n\n" + line.encode("latin-1") + b"\n")
    (project / "harness.toml").write_text('wordings = ["ours.tsv"]\n')

    assert main(["check", "tide.html", "--engine", "static"]) == 2
    error = capsys.readouterr().err
    assert "ours.tsv" in error
    assert told in error
    (project / "harness.toml").write_text('wordings = ["theirs.tsv"]\n')
    assert main(["check", "tide.html", "--engine", "static"]) == 2
    assert "harness.toml: wordings: there is no file" in capsys.readouterr().err


def test_a_rulebook_costs_nothing_to_name() -> None:
    """What it names is read when a page is judged."""
    import subprocess

    code = "import sys, harness; harness.Rulebook.of(); print('harness.rules' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
