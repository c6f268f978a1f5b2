"""What CI services read: JUnit XML, SARIF, GitHub's annotations and the job's summary."""

from __future__ import annotations

import io
import json
import re
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from harness.core.clean import clean, tame
from harness.core.errors import TargetError
from harness.core.model import (
    Advice,
    ArticleFacts,
    Content,
    Engine,
    Evidence,
    Retry,
    Signal,
    State,
    TextSource,
    Verdict,
)
from harness.look.checked import Checked
from harness.report.findings import Finding
from harness.report.formats.github import annotation
from harness.report.summary import LIMIT, summary
from harness.report.writer import Paper, open_report
from harness.sources.page import Expect

SARIF = Draft4Validator(
    json.loads((Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
)
VERDICT = Verdict(
    target="https://news.example/ferry",
    url="https://news.example/ferry",
    final_url="https://news.example/2026/ferry",
    status=200,
    title="Ferry",
    lang="en",
    engine=Engine.STATIC,
    state=State.PAYWALL,
    content=Content.PARTIAL,
    also=(),
    retry=Retry(Advice.NEEDS_ACTION),
    article=ArticleFacts(312, 900, TextSource.VISIBLE, "The ferry runs", "said on Tuesday that…"),
    signals=(Signal("paywall/offer", State.PAYWALL, True, (Evidence("at the cut", "Subscribe for £1"),)),),
    despite=(),
)
FULL = replace(VERDICT, state=State.FULL, content=Content.COMPLETE, signals=(), retry=Retry(Advice.NONE))
BLOCKED = replace(VERDICT, state=State.BLOCKED, content=Content.NONE, retry=Retry(Advice.LATER))
GONE = Checked("missing.html", error=TargetError("missing.html", "there is no such file or folder"))
FORGERIES = [
    "::stop-commands::token",
    "\n::error file=app.py::forged",
    "\r\n::set-output name=x::y",
    "a%0A::error::forged",
    "##[error]forged",
    "##vso[task.setvariable variable=x]y",
    "]]></failure><testcase name='forged'/>",
    "<script>alert(1)</script>&amp;",
    "\x00\x08\x1b[31m\ud800\ufffe\uffff\U0001fffe",
    "`code` | [link](https://evil.example) @somebody <img src=x>",
    "\u202egpj.exe",
]


def seen(verdict: Verdict, expect: Expect | None = None) -> Checked:
    """A page that was looked at."""
    return Checked(verdict.target, verdict, expect=expect)


def forged(text: str) -> Checked:
    """A page that says ``text`` wherever a page can."""
    hostile = replace(
        VERDICT,
        target=text,
        url=text,
        final_url=text,
        title=text,
        article=replace(VERDICT.article, first=text, last=text),
        signals=(Signal("paywall/offer", State.PAYWALL, True, (Evidence(text, text),)),),
    )
    return Checked(text, hostile, expect=Expect("full"))


def report(form: str, *checked: Checked) -> str:
    """What a format writes."""
    stream = io.StringIO()
    writer = open_report(form, Paper(stream))
    for one in checked:
        writer.add(one)
    writer.close()
    return stream.getvalue()


def test_junit_has_a_case_for_each_page() -> None:
    """Passed, failed with its state, or an error where harness could not look."""
    root = ElementTree.fromstring(report("junit", seen(FULL), seen(VERDICT), GONE))
    suite = root[0]

    assert root.tag == "testsuites"
    counts = {"tests": "3", "failures": "1", "errors": "1", "skipped": "0"}
    assert suite.attrib == {"name": "harness", **counts, "time": "0.000"}
    assert [case.get("name") for case in suite] == [VERDICT.target, VERDICT.target, "missing.html"]
    assert len(suite[0]) == 0
    assert suite[1][0].tag == "failure"
    assert suite[1][0].get("type") == "paywall"
    assert "at the cut: Subscribe for £1 (paywall/offer)" in str(suite[1][0].text)
    assert suite[2][0].tag == "error"


def test_junit_tells_how_long_each_page_took() -> None:
    """CI services show the slow ones."""
    suite = ElementTree.fromstring(
        report("junit", replace(seen(FULL), seconds=1.25), replace(GONE, seconds=0.5))
    )[0]

    assert (suite.get("time"), [case.get("time") for case in suite]) == ("1.750", ["1.250", "0.500"])


def test_sarif_says_where_the_tool_is_at_home() -> None:
    """The address that pip shows, too."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]

    driver = json.loads(report("sarif"))["runs"][0]["tool"]["driver"]

    assert driver["informationUri"] == project["urls"]["Homepage"]


def test_sarif_is_valid_and_names_the_pages_that_did_not_pass() -> None:
    """What may pass by itself is a warning; what could not be looked at makes the run unsuccessful."""
    log = json.loads(report("sarif", seen(FULL), seen(VERDICT), seen(BLOCKED), GONE))
    SARIF.validate(log)
    run = log["runs"][0]

    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [
        ("paywall", "error"),
        ("blocked", "warning"),
    ]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "https://news.example/2026/ferry"
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == set(State)
    assert not run["invocations"][0]["executionSuccessful"]
    assert len({r["partialFingerprints"]["harness/v1"] for r in run["results"]}) == 2


def test_the_sarif_schema_is_no_rubber_stamp() -> None:
    """A log without its tool is refused."""
    log = json.loads(report("sarif", seen(VERDICT)))
    del log["runs"][0]["tool"]

    assert not SARIF.is_valid(log)
    SARIF.validate(json.loads(report("sarif")))


def test_a_saved_page_is_told_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the annotation stands beside the line of the label that is to be looked at."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    folder = tmp_path / "pages" / "ferry, old"
    folder.mkdir(parents=True)
    (folder / "page.toml").write_text(
        'url = "https://news.example/"\nstatus = 200\n\n[expect]\nstate = "full"\n'
    )
    checked = Checked("pages/ferry, old", replace(VERDICT, target="pages/ferry, old"), expect=Expect("full"))
    log = json.loads(report("sarif", checked))
    SARIF.validate(log)

    assert report("github", checked).startswith(
        "::error file=pages/ferry%2C old/page.toml,line=5,title=pages/ferry%2C old%3A paywall::expected full, found"
    )
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "pages/ferry,%20old/page.toml"
    assert place["region"] == {"startLine": 5}
    assert 'file="pages/ferry, old/page.toml"' in report("junit", checked)


@pytest.mark.parametrize(("count", "lines"), [(0, 0), (1, 1), (10, 10), (11, 10), (300, 10)])
def test_at_most_ten_annotations(count: int, lines: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gravest first; the tenth says how many there are beside."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    text = report("github", *[seen(BLOCKED)] * (count // 2), *[seen(VERDICT)] * (count - count // 2))
    told = text.splitlines()

    assert len(told) == lines
    if count > 10:
        assert told[-1] == (
            f"::warning title=harness::{count - 9} more pages did not pass; the job's summary lists them"
        )
    if count:
        assert told[0].startswith("::error title=https%3A//news.example/ferry%3A paywall::")


def test_the_summary_is_added_to_what_the_step_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """States, and the pages that did not pass with what was seen first."""
    file = tmp_path / "summary.md"
    file.write_text("# before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    report("github", seen(FULL), seen(VERDICT), GONE)
    text = file.read_text(encoding="utf-8")

    assert text.startswith("# before\n### harness: 3 pages, 2 did not pass\n")
    assert "| `paywall` | 1 |" in text
    assert "| `https://news.example/ferry` | paywall |" in text
    assert "`at the cut: Subscribe for £1 (paywall/offer)`" in text
    assert "| `missing.html` | could not look |" in text


@pytest.mark.parametrize("written", [0, 1_000_000, LIMIT - 10])
def test_the_summary_stays_under_githubs_limit(written: int) -> None:
    """Together with what the step has written; what is left out is counted."""
    found = [
        Finding(f"https://news.example/{'x' * 400}/{n}", "paywall", True, "港" * 100) for n in range(5_000)
    ]
    text = summary(Counter(paywall=9_000), found, 9_000, written)

    assert written + len(text.encode()) <= LIMIT
    if written < LIMIT - 10_000:
        rows = text.count("| paywall |")
        assert f"… and {9_000 - rows:,} more" in text


@pytest.mark.parametrize("text", FORGERIES)
def test_page_text_forges_nothing(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No annotation, no command, no case, no result, no link beside ours, in any field."""
    file = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    annotations = report("github", forged(text))
    assert len(annotations.splitlines()) == 1
    assert annotations.startswith("::error title=")
    assert not re.search(r"##\w*\[", annotations)

    suite = ElementTree.fromstring(report("junit", forged(text)))[0]
    assert [child.tag for child in suite.iter()] == ["testsuite", "testcase", "failure"]

    log = json.loads(report("sarif", forged(text)))
    SARIF.validate(log)
    assert len(log["runs"][0]["results"]) == 1

    table = [line for line in file.read_text(encoding="utf-8").splitlines() if "expected full" in line]
    assert len(table) == 1
    outside = re.sub(r"`[^`]*`", "", table[0])
    assert re.sub(r"\\\|", "", outside).count("|") == 5
    assert not re.search(r"[<>@\[\]]|https?:", outside)

    plain = report("text", forged(text), forged(f"x {text} " * 3))
    for line in (*plain.splitlines(), *report("jsonl", forged(text)).splitlines()):
        assert not line.lstrip().startswith("::")
        assert not re.search(r"##\w*\[", line)


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_is_well_formed_xml_and_one_annotation(text: str) -> None:
    """Whatever characters a page holds."""
    suite = ElementTree.fromstring(report("junit", forged(text)))[0]
    assert len(suite) == 1
    one = Finding(clean(text), "paywall", True, clean(text), (clean(text),))
    assert len(annotation(one).splitlines()) == 1
    assert not tame(clean(text)).lstrip().startswith("::")
