"""Runs over big inputs: every record counted once, whatever dies meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from harness.cli import main
from harness.core.errors import UsageError
from harness.core.model import JudgedBy
from harness.look.checked import Checked
from harness.look.looking import Looking
from harness.look.run.judging import Judge, Settings
from harness.look.run.plan import Input, Plan, Shard, Slice, read_shard
from harness.look.run.processes import Done, over_processes
from harness.look.run.run import Report, run
from harness.look.run.tally import Tally, total
from harness.schema import line_schema
from harness.sources.source import Item
from tests.warcs import Warc

ARTICLE = (
    b"<!doctype html><html><title>Ferry</title><body><article><h1>The ferry runs again</h1>"
    + b"<p>After eleven weeks the crossing at Quillby reopened on Monday, and the first boat was full. " * 12
    + b"</p></article></body></html>"
)


def here(slices: Iterable[Slice], settings: Settings) -> Iterator[Done]:
    """Slices done in this process, for tests of what is not about processes."""
    with Judge(settings) as judge:
        for piece in slices:
            yield Done(piece, judge.slice(piece))


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    made = Warc()
    for number in range(10):
        made.response(f"https://news.example/{number}", ARTICLE)
    made.response("https://news.example/moved", b"", "301 Moved", Location="/0")
    made.response("https://news.example/scan", b"%PDF-1.7")
    path = made.write(tmp_path / "crawl.warc.gz")
    path.write_bytes(path.read_bytes() + Warc().response("https://news.example/cut", ARTICLE).bytes()[:-60])
    return path


def settings(tmp_path: Path, **more: Any) -> Settings:
    of_run = {name: more.pop(name) for name in ("format",) if name in more}
    return Settings(tmp_path / "out", **of_run, how=Looking(**{"engine": "static", "concurrency": 2} | more))


def lines(out: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted((out / "results").glob("*.jsonl"))
        for line in path.read_text().splitlines()
    ]


def go(warc: Path, how: Settings, **more: Any) -> Report:
    return run([str(warc)], how, **{"means": here, "size": 4} | more)


def test_what_is_read_is_judged_skipped_or_failed(warc: Path, tmp_path: Path) -> None:
    """The manifest counts every record that may be a page, and so do the result files."""
    report = go(warc, settings(tmp_path))

    counts = report.manifest["counts"]
    assert (counts["read"], counts["judged"], counts["skipped"], counts["failed"]) == (13, 10, 2, 1)
    assert counts["states"] == {"full": 10}
    assert report.manifest["left"] == 0
    rows = lines(tmp_path / "out")
    assert len(rows) == 13
    assert [row["url"] for row in rows if "state" in row] == [f"https://news.example/{n}" for n in range(10)]
    for row in rows:
        Draft202012Validator(line_schema()).validate(row)
    assert [("skipped" in row, "error" in row) for row in rows[10:]] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_a_finished_run_does_nothing_again(warc: Path, tmp_path: Path) -> None:
    """Slices that are there are not done a second time."""
    go(warc, settings(tmp_path))

    def never(slices: Iterable[Slice], _: Settings) -> Iterator[Done]:
        assert list(slices) == []
        return iter(())

    report = go(warc, settings(tmp_path), means=never)

    assert report.skipped == 4
    assert report.manifest["counts"]["read"] == 13


def test_an_interrupted_run_goes_on_where_it_was(warc: Path, tmp_path: Path) -> None:
    """The manifest says meanwhile how much is left."""

    def some(slices: Iterable[Slice], how: Settings) -> Iterator[Done]:
        return islice(here(slices, how), 2)

    first = go(warc, settings(tmp_path), means=some)
    second = go(warc, settings(tmp_path))

    assert (first.manifest["left"], second.manifest["left"]) == (5, 0)
    assert second.skipped == 2
    assert len(lines(tmp_path / "out")) == 13


def test_shards_do_all_slices_once(warc: Path, tmp_path: Path) -> None:
    """Part 1 of 2 and part 2 of 2 make the whole, each with a manifest of its own."""
    reports = [go(warc, settings(tmp_path), shard=Shard(index, 2)) for index in (1, 2)]

    assert [r.manifest["counts"]["read"] for r in reports] == [8, 5]
    assert len(lines(tmp_path / "out")) == 13
    assert sorted(p.name for p in (tmp_path / "out").glob("manifest*")) == [
        "manifest-1-of-2.json",
        "manifest-2-of-2.json",
    ]


@pytest.mark.parametrize("text", ["0/2", "3/2", "1", "a/b", "1/2/3", "-1/2"])
def test_a_shard_is_part_i_of_n(text: str) -> None:
    """Anything else is refused before work begins."""
    with pytest.raises(UsageError, match="write i/n"):
        read_shard(text)


def test_slices_cover_every_page_once() -> None:
    """Also where the last of an input is shorter."""
    plan = Plan((Input("a", 1, 5), Input("b", 1, 0), Input("c", 1, 3)), slice=2)

    found = [(s.target, s.start, s.stop) for s in plan.slices()]

    assert found == [("a", 0, 2), ("a", 2, 4), ("a", 4, 5), ("c", 0, 2), ("c", 2, 3)]


def test_results_of_other_rules_are_not_mixed_in(
    warc: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new version's verdicts cannot be compared with the old ones'; --fresh begins anew."""
    go(warc, settings(tmp_path))
    monkeypatch.setattr("harness.look.run.manifest.judged_by", lambda _: JudgedBy("0.1.0", "other"))

    with pytest.raises(UsageError, match="other rules"):
        go(warc, settings(tmp_path))

    assert go(warc, settings(tmp_path), fresh=True).skipped == 0


def test_other_inputs_need_another_folder(warc: Path, tmp_path: Path) -> None:
    """The plan of a run belongs to its inputs."""
    go(warc, settings(tmp_path))
    other = Warc().response("https://news.example/x").write(tmp_path / "other.warc")

    with pytest.raises(UsageError, match="other inputs"):
        go(other, settings(tmp_path))


def test_a_folder_with_other_things_is_left_alone(warc: Path, tmp_path: Path) -> None:
    """Results never land among somebody's files."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.doc").write_text("precious")

    with pytest.raises(UsageError, match="holds other things"):
        go(warc, settings(tmp_path), fresh=True)


def test_results_can_be_parquet(warc: Path, tmp_path: Path) -> None:
    """Flat columns for analysis, and the whole verdict beside them."""
    parquet = pytest.importorskip(
        "pyarrow.parquet", reason="the extra scraper-harness[parquet] is not installed"
    )

    go(warc, settings(tmp_path, format="parquet"))

    rows = parquet.read_table(tmp_path / "out" / "results").to_pylist()
    assert len(rows) == 13
    assert [row["state"] for row in rows] == ["full"] * 10 + [None] * 3
    assert json.loads(rows[0]["verdict"])["url"] == rows[0]["url"] == "https://news.example/0"


def test_counts_add_up() -> None:
    """The sum of slices is the run."""
    found = total([Tally(2, 1, 0, 1, {"full": 2}), Tally(1, 0, 3, 0, {"full": 1})])

    assert (found.read, found.judged, found.browser, found.states) == (7, 3, 1, {"full": 3})


class DeadlyJudge(Judge):
    """Its process dies over one page."""

    async def _one(self, place: int, item: Item, poison: frozenset[int]) -> Checked:
        if place == 5 and place not in poison:
            os.kill(os.getpid(), signal.SIGKILL)
        return await super()._one(place, item, poison)


def test_a_page_over_which_processes_die_costs_only_itself(warc: Path, tmp_path: Path) -> None:
    """It is found by looking at its slice's pages one at a time; the others get their verdicts."""

    def deadly(slices: Iterable[Slice], how: Settings) -> Iterator[Done]:
        return over_processes(slices, how, workers=2, judge=DeadlyJudge)

    report = go(warc, settings(tmp_path), means=deadly)

    rows = lines(tmp_path / "out")
    assert report.problems == ()
    assert "a process died while it was looked at" in rows[5]["error"]
    assert report.manifest["counts"]["judged"] == 9
    assert len(rows) == 13


def test_a_run_that_is_killed_three_times_ends_with_every_result_once(tmp_path: Path) -> None:
    """kill -9 of everything, at whatever moment; nothing is lost or double."""
    made = Warc()
    for number in range(400):
        made.response(f"https://news.example/{number}", ARTICLE)
    path = made.write(tmp_path / "crawl.warc.gz")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "harness", "run", str(path), "-o", str(out), "--engine", "static"]
    command += ["--workers", "2", "--slice", "20"]

    for kills in (2, 6, 10):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        while process.poll() is None and len(list(out.glob("results/*.jsonl"))) < kills:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 0, done.stderr
    urls = [row["url"] for row in lines(out)]
    assert sorted(urls) == sorted(f"https://news.example/{n}" for n in range(400))
    assert "400 read = 400 judged + 0 skipped + 0 failed" in done.stdout
    assert not list(out.rglob("*.partial"))


def test_the_command_says_what_was_done(
    warc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Counts by state, the browser's share, where the results are; and what failed, with a code of its own."""
    code = main(["run", str(warc), "-o", str(tmp_path / "out"), "--engine", "static", "--workers", "1"])

    out, err = capsys.readouterr()
    assert code == 4
    assert "13 read = 10 judged + 2 skipped + 1 failed" in out
    assert "to the browser: 0.0%" in out
    assert "harness: 1 of 13 could not be looked at; the first: " in err
    assert "the archive is cut in the middle of it" in err


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("nope", "there is no such file or folder"),
        ("empty", "this folder is no saved page (page.html and page.toml), and holds none and no HTML file"),
        ("@list.txt", "it is empty"),
        ("moved.warc", "none of 1 records is a page"),
    ],
)
def test_a_run_that_judges_nothing_is_no_success(
    target: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would be one to a scheduler with a thousand jobs; the sentence says what was wrong with the input."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "list.txt").touch()
    moved = {"Location": "/b", "Content-Type": "text/html"}
    Warc().response("https://news.example/a", b"", "301 Moved", **moved).write(tmp_path / "moved.warc")

    assert main(["run", target, "-o", "out", "--engine", "static", "--workers", "1"]) == 3

    told = capsys.readouterr().err
    assert "harness: nothing was judged: " in told
    assert why in told


def test_a_shard_without_a_slice_says_so(
    warc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There were fewer slices than jobs; that is no failure."""
    out = str(tmp_path / "out")

    assert main(["run", str(warc), "-o", out, "--engine", "static", "--shard", "2/2"]) == 0

    assert "this shard has no slice" in capsys.readouterr().err


def test_a_folder_of_loose_html_is_judged_from_any_place_without_reading_what_is_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slices of folders and lists would otherwise read every file as often as there are slices."""
    monkeypatch.chdir(tmp_path)
    for number in range(7):
        path = tmp_path / "crawl" / f"site{number % 2}" / f"{number}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(ARTICLE)
    (tmp_path / "list.txt").write_text("crawl\nnope.html\ncrawl/site1/3.html\n")
    reads: list[Path] = []
    read = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *a, **k: reads.append(path) or read(path, *a, **k))

    report = run(["crawl", "@list.txt"], settings(tmp_path), means=here, size=2)

    targets = [row["target"] for row in lines(tmp_path / "out")]
    crawl = [f"crawl/site{n % 2}/{n}.html" for n in (0, 2, 4, 6, 1, 3, 5)]
    assert targets == [*crawl, *crawl, "list.txt:2", "crawl/site1/3.html"]
    assert report.manifest["counts"]["judged"] == 15
    assert len([path for path in reads if path.suffix == ".html"]) == 15


def test_a_folder_that_grew_is_another_input(tmp_path: Path) -> None:
    """A run that went on would leave out what is new, and say that all is done."""
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl" / "a.html").write_bytes(ARTICLE)
    run([str(tmp_path / "crawl")], settings(tmp_path), means=here)
    (tmp_path / "crawl" / "b.html").write_bytes(ARTICLE)

    with pytest.raises(UsageError, match="other inputs"):
        run([str(tmp_path / "crawl")], settings(tmp_path), means=here)


def test_what_html_alone_cannot_decide_goes_to_the_browser(tmp_path: Path) -> None:
    """With the engine auto a page of scripts is opened; the share is in the manifest."""
    script = b"document.body.innerHTML='<article><h1>Ferry</h1><p>" + ARTICLE[120:900] + b"</p></article>'"
    shell = (
        b"<!doctype html><title>Ferry</title><body><div id=root></div><script>" + script + b"</script></body>"
    )
    path = (
        Warc()
        .response("https://news.example/a", shell)
        .response("https://news.example/b", ARTICLE)
        .write(tmp_path / "a.warc")
    )

    report = run([str(path)], settings(tmp_path, engine="auto"), means=here)

    assert report.manifest["counts"]["browser"] == 1
    assert report.manifest["to_browser"] == 0.5


def test_a_run_has_the_settings_manners_towards_live_pages(
    warc: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whom a site may write to, its pace, and whether private networks are opened."""
    told: list[Settings] = []

    def only_told(slices: Iterable[Slice], how: Settings) -> Iterator[Done]:
        told.append(how)
        return here(slices, how)

    monkeypatch.setattr("harness.look.run.run.on_this_machine", lambda workers: only_told)
    (tmp_path / "harness.toml").write_text('contact = "me@site.example"\npace = 7\nallow-private = true\n')
    monkeypatch.chdir(tmp_path)

    assert main(["run", str(warc), "-o", "out", "--engine", "static"]) == 4

    how = told[0].how
    assert (how.manners.contact, how.manners.pace) == ("me@site.example", 7)
    assert how.allow_private


def test_ray_does_the_same_slices(warc: Path, tmp_path: Path) -> None:
    """On a local cluster, with one actor killed in mid-run: every result is there once."""
    pytest.importorskip("ray", reason="the extra scraper-harness[ray] is not installed")
    script = tmp_path / "ray_run.py"
    script.write_text(RAY)

    done = subprocess.run(
        [sys.executable, str(script), str(warc), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    # Ray has its own remarks to make on stdout
    [told] = [line for line in done.stdout.splitlines() if line.startswith('{"read"')]
    assert json.loads(told) == {"read": 13, "killed": 1}
    assert len(lines(tmp_path / "out")) == 13


RAY = """
import json, os, pathlib, signal, sys
import ray
from harness.look.run.cluster import Actor, over_ray
from harness.look.looking import Looking
from harness.look.run.judging import Judge, Settings
from harness.look.run.run import run

flag = pathlib.Path(sys.argv[2]).parent / "killed"

if __name__ == "__main__":
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    import harness.look.run.cluster as cluster

    class Mortal(Actor):
        def __call__(self, row):
            if row["start"] == 4 and not flag.exists():
                flag.write_text("once")
                os.kill(os.getpid(), signal.SIGKILL)
            return super().__call__(row)

    cluster.Actor = Mortal
    settings = Settings(pathlib.Path(sys.argv[2]), how=Looking(engine="static"))
    report = run([sys.argv[1]], settings, size=4, means=lambda s, how: over_ray(s, how, actors=2))
    print(json.dumps({"read": report.manifest["counts"]["read"], "killed": int(flag.exists())}))
"""
