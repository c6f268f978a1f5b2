"""The HTML report as text: what is in the file, and what can never be."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harness import judge
from harness.cli import main
from harness.core.errors import TargetError, UsageError
from harness.core.model import Evidence, State, Verdict
from harness.look.checked import Checked
from harness.look.picture import Picture
from harness.observe.capture import Screenshot
from harness.observe.observation import Box
from harness.report.html.render import Report, write_report
from harness.report.html.summary import matrix
from harness.report.results import Audited
from harness.report.writer import Paper, open_report

MADE = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u202egnp\ud800\x1b[31m'\"&<!--"


def page(*results: Checked, **more: object) -> str:
    """The report's file."""
    stream = io.StringIO()
    write_report(Report(results, MADE, **more), stream)  # type: ignore[arg-type]
    return stream.getvalue()


def hostile() -> Verdict:
    """A verdict on a page whose every text attacks its reader."""
    verdict = judge(f"<title>{HOSTILE}</title><p>An unknown error has occurred. Reload the page.")
    signals = tuple(replace(s, rule=HOSTILE, evidence=(Evidence(HOSTILE, HOSTILE),)) for s in verdict.signals)
    article = replace(verdict.article, first=HOSTILE, last=HOSTILE, words=3)
    return replace(
        verdict, target=HOSTILE, title=HOSTILE, url="javascript:alert(3)", signals=signals, article=article
    )


def test_texts_of_pages_never_become_markup() -> None:
    """Every text of a page is inside a data block, with each < written as an escape."""
    text = page(
        Checked(HOSTILE, hostile(), remark=HOSTILE),
        Checked(HOSTILE, error=TargetError(HOSTILE, HOSTILE)),
        title=HOSTILE,
        baseline=HOSTILE,
        audit=[Audited(HOSTILE, HOSTILE, HOSTILE, HOSTILE)],
    )

    assert "<script>alert" not in text
    assert "<img" not in text
    assert len(re.findall("<script", text)) == 3
    assert not re.search("[\u202a-\u202e\ud800-\udfff\x1b]", text)
    text.encode("utf-8")


def test_only_the_files_own_script_and_style_may_run() -> None:
    """The policy names them by their hashes, allows no network, and holds for what follows it."""
    text = page(Checked("page", judge("<p>Text")))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)

    assert policy
    assert script
    assert style
    assert policy.start() < style.start()
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none'; ")
    for kind, found in (("script", script[1]), ("style", style[1])):
        digest = base64.b64encode(hashlib.sha256(found.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in rules
    assert "unsafe" not in rules
    assert "http" not in rules


def test_a_report_names_no_address_but_those_of_its_pages() -> None:
    """Nothing is loaded: no font, no script, no style sheet of anybody."""
    text = page(Checked("page", judge("<p>Text")))

    assert set(re.findall(r"https?://[^\s\"'<>]+", text)) == {"http://www.w3.org/2000/svg"}


def test_pictures_follow_the_cards_in_the_order_of_the_cards() -> None:
    """So that the cards are drawn before the last picture has been read."""
    cut = judge("<article><h1>Ferry</h1><p>Article excerpt</p><p>" + "The ferry runs again. " * 60 + "But …")
    shot = Screenshot(b"\xff\xd8\xffone", Box(0, 0, 1280, 900))
    other = Screenshot(b"\xff\xd8\xfftwo", Box(0, 0, 1280, 900))
    text = page(
        Checked("whole", replace(cut, state=State.FULL), picture=Picture(1280, 900, screenshot=other)),
        Checked("cut", cut, picture=Picture(1280, 900, screenshot=shot), order=1),
    )
    cards = json.loads(re.search(r'id="cards">(.*?)</script>', text)[1])  # type: ignore[index]

    assert [card["target"] for card in cards] == ["cut", "whole"]
    found = re.findall(r'id="picture-(\d)">([^<]+)<', text)
    assert [(n, base64.b64decode(data)) for n, data in found] == [("0", shot.jpeg), ("1", other.jpeg)]
    assert text.index('id="cards"') < text.index("<script>") < text.index('id="picture-0"')


def test_a_sentence_that_speaks_for_two_things_is_quoted_once() -> None:
    """And numbered each time, so that both find it in the picture."""
    text = page(
        Checked("page", judge((Path(__file__).parents[1] / "pages/seed-excerpt/page.html").read_bytes()))
    )
    (card,) = json.loads(re.search(r'id="cards">(.*?)</script>', text)[1])  # type: ignore[index]

    quoted = [fact["excerpt"] for fact in card["why"] + card["also"] + card["despite"] if fact["excerpt"]]
    assert len(quoted) == len(set(quoted))


def test_the_audits_matrix_counts_what_was_right_and_names_what_was_not() -> None:
    """A row a fault, a column a scraper; what was not tried stays empty."""
    found = matrix(
        [
            Audited("one", "a", "", "correct"),
            Audited("one", "a", "cut", "silent_partial"),
            Audited("one", "b", "cut", "silent_partial"),
            Audited("one", "c", "cut", "flagged"),
            Audited("two", "a", "", "partial"),
        ]
    )

    assert found is not None
    assert found.scrapers == ("one", "two")
    (_, (clean, lost)), (fault, (cut, untried)) = found.rows
    assert (clean.good, clean.tone, lost.tone) == (1, "good", "part")  # type: ignore[union-attr]
    assert fault == "cut"
    assert cut is not None
    assert (cut.good, cut.count, cut.tone) == (1, 3, "bad")
    assert cut.outcomes == (("silent_partial", 2), ("flagged", 1))
    assert untried is None


def test_check_writes_the_report_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--format html: the same file, in one go; the exit code is that of the check."""
    monkeypatch.chdir(tmp_path)
    Path("cut.html").write_text("<article><h1>A</h1><p>Article excerpt</p><p>" + "It runs again. " * 60 + "…")

    code = main(
        ["check", "cut.html", "missing.html", "--engine", "static", "--format", "html", "-o", "r.html"]
    )

    assert code == 3
    text = Path("r.html").read_text()
    assert text.startswith("<!doctype html>")
    assert text.rstrip().endswith("</html>")
    cards = json.loads(re.search(r'id="cards">(.*?)</script>', text)[1])  # type: ignore[index]
    assert [(card["target"], card["state"]) for card in cards] == [
        ("missing.html", ""),
        ("cut.html", "truncated"),
    ]
    assert cards[1]["picture"]["outline"]


def test_a_report_is_not_poured_over_a_terminal() -> None:
    """It is for a file; a pipe may have it."""
    stream = io.StringIO()
    stream.isatty = lambda: True  # type: ignore[method-assign]

    with pytest.raises(UsageError, match=r"-o report\.html"):
        open_report("html", Paper(stream))


def test_report_sets_runs_engines_and_audits_against_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that lies in the files it was given is in the one it writes."""
    monkeypatch.chdir(tmp_path)
    cut = judge("<article><h1>A</h1><p>Article excerpt</p><p>" + "It runs again. " * 60 + "…", target="a")
    Path("new.jsonl").write_text(json.dumps(cut.to_json()) + "\n")
    Path("old.jsonl").write_text(json.dumps({**cut.to_json(), "state": "full"}) + "\n")
    Path("other.jsonl").write_text(
        json.dumps({**cut.to_json(), "engine": "browser", "state": "paywall"}) + "\n"
    )
    Path("audit.jsonl").write_text(
        json.dumps({"scraper": "mine", "page": "a", "fault": "fade", "outcome": "fooled"}) + "\n"
    )

    argv = ["report", "new.jsonl", "other.jsonl", "audit.jsonl", "--baseline", "old.jsonl", "-o", "r.html"]
    assert main([*argv, "--title", "Two <engines>"]) == 0

    text = Path("r.html").read_text()
    assert "<h1>Two &lt;engines&gt;</h1>" in text
    assert "Changes since old.jsonl" in text
    assert "Engines disagree on 1 page" in text
    assert "fooled" in text


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["report", "missing.jsonl", "-o", "r.html"], 3, "missing.jsonl: it cannot be read"),
        (["report", "empty.jsonl", "-o", "no/such/r.html"], 2, "it cannot be written"),
        (["report", "empty.jsonl"], 2, "--output"),
        (["report", "empty.jsonl", "-o", "r.html"], 0, ""),
    ],
)
def test_what_cannot_be_reported_is_said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    argv: list[str],
    code: int,
    said: str,
) -> None:
    """Files that are not there are errors; a run without pages is a report that says so."""
    monkeypatch.chdir(tmp_path)
    Path("empty.jsonl").write_text("")

    assert main(argv) == code
    assert said in capsys.readouterr().err
    if not code:
        assert "There are no results in this report" in Path("r.html").read_text()
