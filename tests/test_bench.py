"""The run of a bench, from a corpus folder to its report."""

import gzip
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.cli import main
from harness.core.model import Content, State
from harness.measure.bench.bench import judge_static, over, sample
from harness.sources.labels import Label, read_corpus

WHOLE = "".join(
    f"<p>The {nth} boat of the morning left the harbour with the tide, and the ferry office said that every "
    "passenger who had waited through the storm was on board before noon.</p>"
    for nth in ("first", "second", "third", "fourth", "fifth", "sixth")
)
PAGES = {
    "ferry": ("full", "complete", f"<h1>The ferry is back</h1><article>{WHOLE}</article>"),
    "gone": ("not_found", "none", "<title>Page not found</title><h1>404</h1><p>Page not found.</p>"),
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two labelled pages of our own, one of them compressed."""
    rows: list[dict[str, Any]] = []
    for name, (state, content, body) in PAGES.items():
        html = f'<!doctype html><html lang="en"><body>{body}</body></html>'.encode()
        path = f"{name}.html.gz" if state == "full" else f"{name}.html"
        (tmp_path / path).write_bytes(gzip.compress(html) if path.endswith(".gz") else html)
        rows.append({"id": name, "path": path, "state": state, "content": content, "lang": "en"})
    rows[1]["status"] = 404
    (tmp_path / "labels.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def labels(count: int) -> list[Label]:
    return [Label(str(n), Path(f"{n}.html"), State.FULL, Content.COMPLETE) for n in range(count)]


def test_a_page_is_judged_with_the_status_of_its_label(corpus: Path) -> None:
    ferry, gone = map(judge_static, read_corpus(corpus).labels)

    assert ferry.verdict is not None
    assert ferry.verdict.state is State.FULL
    assert gone.verdict is not None
    assert gone.verdict.status == 404


def test_a_file_that_cannot_be_read_is_no_verdict_but_a_reason(corpus: Path) -> None:
    label = replace(read_corpus(corpus).labels[0], path=corpus / "cut.html.gz")
    label.path.write_bytes(gzip.compress(b"<p>text</p>" * 50)[:-12])

    judged = judge_static(label)

    assert judged.verdict is None
    assert judged.problem == "ferry: its gzip data ends too early; the file is cut"


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_keep_the_order_of_the_items_over_any_number_of_processes(workers: int) -> None:
    assert list(over(range(40), abs, workers=workers)) == list(range(40))


def test_two_workers_are_two_other_processes() -> None:
    seen = set(over(["pid"] * 400, process_of, workers=2))

    assert os.getpid() not in seen
    assert len(seen) <= 2


def process_of(_: str) -> int:
    return os.getpid()


def test_a_sample_is_spread_evenly_and_always_the_same() -> None:
    assert [label.id for label in sample(labels(10), 4)] == ["0", "2", "5", "7"]
    assert len(sample(labels(3), 10)) == 3
    assert len(sample(labels(3), None)) == 3


def test_the_command_prints_the_scores(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["bench", str(corpus), "--workers", "1"])

    assert code == 0
    out = capsys.readouterr().out
    assert f"{corpus.name}, static engine: 2 pages" in out
    assert "full                                 1     1.000     1.000     1.000" in out


def test_json_goes_to_the_file_named(corpus: Path, tmp_path: Path) -> None:
    code = main(
        ["bench", str(corpus), "--workers", "1", "--format", "json", "-o", str(tmp_path / "scores.json")]
    )

    assert code == 0
    assert json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))["pages"] == 2


def test_only_one_state_can_be_looked_at(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["bench", str(corpus), "--only", "full", "--workers", "1"])

    assert "static engine: 1 pages" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--only", "paywal"], "did you mean 'paywall'?"),
        (["--only", "parked"], "no page of the corpus is labelled parked"),
        (["--output", "/no/such/folder/scores"], "No such file or directory"),
    ],
)
def test_a_wrong_option_is_a_usage_error_with_its_reason(
    corpus: Path, options: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["bench", str(corpus), "--workers", "1", *options])

    assert code == 2
    assert why in capsys.readouterr().err


def test_a_folder_that_is_no_corpus_could_not_be_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench", str(tmp_path)]) == 3
    assert "not a labelled corpus" in capsys.readouterr().err


def test_a_bad_label_is_told_and_the_others_are_scored(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (corpus / "labels.jsonl").open("a", encoding="utf-8") as file:
        file.write('\n{"id": "quay"}')

    code = main(["bench", str(corpus), "--workers", "1"])

    said = capsys.readouterr()
    assert code == 3
    assert "labels.jsonl:3: path: a text is needed" in said.err
    assert "static engine: 2 pages" in said.out
