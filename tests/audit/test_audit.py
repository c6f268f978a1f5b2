"""An audit from the command line: the matrix, scores, baselines, the guard, and what goes wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from harness.cli import main
from harness.core.errors import UsageError
from harness.core.model import Content, State
from harness.measure.audit.answer import Answer, Ended
from harness.measure.audit.audit import Result
from harness.measure.audit.audit_score import score
from harness.measure.audit.guarded import guarded, verdict_on
from harness.measure.audit.outcome import Outcome, Scored
from harness.measure.audit.suite import build, labelled, own_articles
from harness.measure.faults.case import Case, Truth
from harness.report.layout import cells
from harness.sources.labels import LABELS

ARTICLES = str(own_articles())
SEED = "excerpt_with_error"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder without pages or settings of its own."""
    monkeypatch.chdir(tmp_path)


def run(*argv: str) -> int:
    return main(["audit", "-q", *argv])


def test_the_matrix_fits_a_terminal_and_the_seeds_case_stands_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = run("all-text", "trafilatura", "--fault", SEED, "--fault", "overlay", "--with-harness")
    out, _ = capsys.readouterr()
    lines = out.splitlines()

    assert code == 0
    assert max(cells(line) for line in lines) <= 80
    assert next(line.split() for line in lines if SEED in line) == [SEED, "silent", "silent"]
    assert next(line for line in lines if line.startswith("score")).split()[0] == "score"
    assert "The same scrapers, guarded by harness" in out
    assert "error text in it" in out.replace("chrome, ", "")
    assert "selectolax" in out  # versions are told


def test_a_guard_takes_the_misleading_runs_away(capsys: pytest.CaptureFixture[str]) -> None:
    faults = [SEED, "teaser_offer", "consent_wall", "error_in_place", "status_503"]
    run("all-text", "--with-harness", "--format", "json", *(f"--fault={f}" for f in faults))
    alone, with_guard = json.loads(capsys.readouterr().out)["scores"]

    assert (alone["guarded"], with_guard["guarded"]) == (False, True)
    assert alone["misled"] == 30
    assert with_guard["misled"] == 0
    assert with_guard["false_alarms"] == 0
    assert with_guard["score"] > alone["score"]


def test_every_run_is_a_json_line(capsys: pytest.CaptureFixture[str]) -> None:
    run("all-text", "--fault", "teaser_offer", "--format", "jsonl", ARTICLES)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert len(rows) == 12
    row = next(row for row in rows if row["faults"])
    assert row["outcome"] == "silent_partial"
    assert row["state"] == "paywall"
    assert row["leaked"] == ["wall"]
    assert 0.2 < row["cut_by_publisher"] < 0.95
    assert row["dropped_by_scraper"] < 0.1


def test_a_new_version_is_compared_with_the_one_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also under another name, where there was only one."""
    (tmp_path / "versions.py").write_text(
        "def old(html): return 'nothing of it'\n"
        "def new(html):\n"
        "    from harness.measure.audit.adapters.all_text import extract\n"
        "    return extract(html)\n"
    )
    run("versions.py:old", "--as-is", "--format", "jsonl", "-o", "old.jsonl")
    code = run("versions.py:new", "--as-is", "--baseline", "old.jsonl")
    out, _ = capsys.readouterr()

    assert code == 0
    assert "6 runs better, 0 worse" in out
    assert "6 × partial → correct  versions.py:new, as is: full" in out


def test_a_score_below_the_least_is_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    code = run("all-text", "--fault", "teaser_offer", "--min-score", "0.9")
    _, err = capsys.readouterr()

    assert code == 1
    assert "all-text scores 0.500, below 0.9" in err
    assert run("all-text", "--as-is", "--min-score", "0.9") == 0


def test_a_built_in_scraper_wins_over_a_folder_of_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in its own source's folder."""
    (tmp_path / "all-text").mkdir()

    assert run("all-text", "--as-is") == 0
    assert "full               correct" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (
            ["all-text", "--fault", "cut_elipsis"],
            "there is no fault 'cut_elipsis'; did you mean 'cut_ellipsis'",
        ),
        (["all-text", "--fault", "stalled_body"], "needs a scraper that loads pages itself"),
        (["all-text", "--fault", "overlay+reset"], "reset is a fault on the wire"),
        (["all-text", "--as-is", "--fault", "overlay"], "exclude each other"),
        (["nosuch.module:f"], "there is no module 'nosuch'"),
        (["nosuch-command"], "there is no such command or folder"),
        ([ARTICLES], "name a scraper"),
        (["all-text", "--baseline", "missing.jsonl"], "--baseline missing.jsonl: it cannot be read"),
        (["cat", "--output-is", "json"], "its output is not the promised JSON"),
    ],
)
def test_mistakes_are_named_before_anything_runs(
    argv: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(*argv)
    out, err = capsys.readouterr()

    assert (code, out) == (2, "")
    assert message in err


def test_a_page_without_a_label_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "mine" / "page"
    page.mkdir(parents=True)
    (page / "page.html").write_text("<p>A page.</p>")
    (page / "page.toml").write_text('url = "https://news.example/a"')

    assert run("all-text", "mine") == 2
    assert "page has no label" in capsys.readouterr().err


def test_a_scraper_that_loads_pages_itself_is_tried_on_the_wire(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its truth is what it was given: who comes back after a 503 has the page."""
    (tmp_path / "fetch.py").write_text(
        "import time, requests\n"
        "from harness.measure.audit.adapters.all_text import extract\n"
        "def get(url):\n"
        "    for _ in range(2):\n"
        "        answer = requests.get(url, timeout=5)\n"
        "        if answer.ok: return extract(answer.text)\n"
        "        time.sleep(float(answer.headers.get('retry-after', 0.3)))\n"
        "    answer.raise_for_status()\n"
    )
    faults = ["too_many_requests", "flapping_503", "cut_gzip", "always_503", "cut_ellipsis"]
    run("fetch.py:get", "--format", "jsonl", *(f"--fault={f}" for f in faults), ARTICLES)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    outcomes = {row["row"]: row["outcome"] for row in rows}

    assert outcomes == {
        "as is: full": "correct",
        "too_many_requests": "correct",
        "flapping_503": "correct",
        "cut_gzip": "silent_partial",
        "always_503": "flagged",
        "cut_ellipsis": "silent_partial",
    }
    assert "it reported success" in next(r["detail"] for r in rows if r["row"] == "cut_gzip")


def test_a_corpus_with_labels_is_audited_too(tmp_path: Path) -> None:
    article = next(iter(labelled([ARTICLES])))
    (tmp_path / "a.html").write_bytes(article.body)
    (tmp_path / "b.html").write_text("<h1>Page not found</h1>")
    rows = [
        {"id": "a", "path": "a.html", "state": "full", "content": "complete"},
        {"id": "b", "path": "b.html", "state": "not_found", "content": "none", "status": 404},
        {"id": "c", "path": "b.html", "state": "not_article", "content": "complete"},
    ]
    (tmp_path / LABELS).write_text("\n".join(map(json.dumps, rows)))
    suite = build([str(tmp_path)], [("overlay",)])

    assert [case.id for case in suite.cases] == ["a", "b", "a+overlay"]
    assert suite.left_out == ("c: not_article pages are not graded",)


def test_faults_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["faults"]) == 0
    listed = capsys.readouterr().out
    assert main(["faults", SEED]) == 0
    told = capsys.readouterr().out
    assert main(["faults", "--format", "json"]) == 0
    table = json.loads(capsys.readouterr().out)

    assert all(name in listed for name in (SEED, "stalled_body", "cookie_banner"))
    assert max(map(cells, listed.splitlines())) <= 80
    assert told.startswith(f"{SEED}\n\nThe seed")
    assert {"fault": "overlay", "kind": "on pages", "state": "paywall"}.items() <= next(
        row.items() for row in table if row["fault"] == "overlay"
    )
    assert main(["faults", "overlai"]) == 2
    assert "did you mean 'overlay'" in capsys.readouterr().err


def test_a_page_with_faults_is_written_out_with_its_label(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And is a saved page like any other."""
    code = main(["mutate", f"{ARTICLES}/faro", "--with", "cut_ellipsis,error_beside", "-o", "out"])
    written = capsys.readouterr().out.strip()

    assert code == 0
    assert Path(written) == Path("out/faro+cut_ellipsis+error_beside")
    [case] = labelled([written])
    assert (case.truth.state, case.truth.also) == (State.TRUNCATED, {"app_error"})
    assert main(["check", written, "--engine", "static", "-q"]) == 0


def test_a_page_that_does_not_allow_a_fault_is_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    """English has no letters to garble."""
    assert main(["mutate", f"{ARTICLES}/lamplighter", "--with", "mojibake", "-o", "out"]) == 1
    assert "lamplighter does not allow mojibake" in capsys.readouterr().err


def result(page: str, outcome: Outcome, *, complete: bool = False, traceable: bool = True) -> Result:
    state = State.FULL if complete else State.PAYWALL
    return Result("s", page, "row", (), state, complete, traceable, False, Scored(outcome))


def test_a_scraper_that_returns_nothing_scores_a_half() -> None:
    """It notices all that is wrong, and returns no article."""
    [found] = score(
        [result("a", Outcome.PARTIAL, complete=True), *(result("a", Outcome.FLAGGED) for _ in range(30))]
    )

    assert (found.score, found.whole, found.noticed) == (0.5, 0.0, 1.0)


def test_what_nobody_can_see_is_shown_and_not_scored() -> None:
    [found] = score([result("a", Outcome.FLAGGED), result("a", Outcome.SILENT_PARTIAL, traceable=False)])

    assert (found.score, found.misled, found.misled_traceable) == (1.0, 1, 0)


def test_text_lost_by_publishers_is_told_from_text_lost_by_the_scraper() -> None:
    cut = replace(
        result("a", Outcome.SILENT_PARTIAL), scored=Scored(Outcome.SILENT_PARTIAL, cut=0.6, dropped=0.1)
    )
    whole = replace(result("b", Outcome.PARTIAL, complete=True), scored=Scored(Outcome.PARTIAL, dropped=0.3))
    [found] = score([cut, whole])

    assert found.cut == pytest.approx(0.6)
    assert found.dropped == pytest.approx(0.2)


def test_the_interval_narrows_with_more_pages_not_with_more_runs() -> None:
    def interval(pages: int, runs: int) -> float:
        outcomes = (Outcome.FLAGGED, Outcome.FOOLED)
        [found] = score(result(str(p), outcomes[p % 2]) for p in range(pages) for _ in range(runs))
        return found.high - found.low

    assert interval(40, 1) < interval(10, 1)
    assert interval(10, 50) == pytest.approx(interval(10, 1), abs=0.1)


def test_the_guard_flags_the_state_of_a_page_that_is_not_whole() -> None:
    gone = Case(
        "gone", "<title>Page not found</title><h1>404</h1>", Truth(State.NOT_FOUND, Content.NONE), status=404
    )
    answer = guarded(Answer("404"), verdict_on(gone))

    assert answer.flags == ("not_found",)
    assert guarded(Answer(ended=Ended.RAISED), verdict_on(gone)).flags == ()


def test_the_guard_flags_an_error_beside_the_article_only_where_it_is_in_the_text() -> None:
    suite = build([ARTICLES], [("error_beside",)])
    case = next(c for c in suite.cases if c.faults)
    verdict = verdict_on(case)
    error = case.truth.foreign[0].text

    assert guarded(Answer(case.truth.text), verdict).flags == ()
    assert guarded(Answer(f"{case.truth.text} {error}"), verdict).flags == ("app_error",)


def test_a_suite_needs_pages(tmp_path: Path) -> None:
    (tmp_path / LABELS).write_text('{"id": "c", "path": "c.html", "state": "unknown", "content": "unknown"}')
    (tmp_path / "c.html").write_text("<p>?</p>")

    with pytest.raises(UsageError, match="there is no page to run on"):
        build([str(tmp_path)], [])


def test_results_keep_what_is_needed_to_look_into_them() -> None:
    row = replace(result("a", Outcome.FOOLED), excerpt="Subscribe", detail="x").to_json()

    assert {"misleads", "leaked", "excerpt", "detail", "flags", "seconds"} <= row.keys()
