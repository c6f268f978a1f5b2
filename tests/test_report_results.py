"""What a report is made from: results, pictures and audit records, read back from JSON lines."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from harness import judge
from harness.cli import main
from harness.core.errors import TargetError
from harness.core.model import Consent, Engine, State, Verdict
from harness.look.change import Baseline
from harness.look.checked import Checked
from harness.look.picture import Kind, Mark, Part, Picture, picture_of, where_to_look
from harness.observe.capture import Screenshot
from harness.observe.observation import Box
from harness.observe.static import observe
from harness.reading import read
from harness.report.album import Album, album_of, key_of, read_album
from harness.report.changes import compare
from harness.report.results import Audited, Failed, read_results, verdict_from
from harness.rules import all_rules, questions
from harness.rules.decide import ask_all, decide

SENTENCE = "The ferry to the islands runs again after two years of repairs, the harbour office said. "
CUT = (
    "<!doctype html><html lang=en><title>Ferry</title><article><h1>Ferry</h1><p>Article excerpt</p>"
    + f"<p>{SENTENCE * 4}</p>" * 3
    + "<p>But then, on a Tuesday in November, the captain…</p></article>"
    + "<p>An unknown error has occurred. Please click the button below to reload the page.</p></html>"
)


def drawn(html: str) -> tuple[Verdict, Picture]:
    """A page's verdict and its drawing."""
    reading = read(observe(html, questions=questions()))
    verdict = decide(reading, tuple(ask_all(reading, all_rules())), "page")
    picture = picture_of(reading, verdict)
    assert picture is not None
    return verdict, picture


def test_the_drawing_has_a_line_where_the_article_stops_and_a_box_at_the_error() -> None:
    """Marks point at evidences of the verdict, and the line lies under the article's last box."""
    verdict, picture = drawn(CUT)
    kinds = {mark.kind: mark for mark in picture.marks}
    last = [run.box for run in picture.outline if run.part is Part.ARTICLE][-1]

    assert verdict.state is State.TRUNCATED
    assert kinds[Kind.END].box == last
    error = next(mark for mark in picture.marks if mark.rule == "app_error/beside")
    assert error.box.y > last.y
    signals = {s.rule: s for s in (*verdict.signals, *verdict.despite)}
    assert all(mark.evidence < len(signals[mark.rule].evidence) for mark in picture.marks)


def test_the_drawing_holds_no_text_of_the_page() -> None:
    """Only boxes and the ids of rules: a hidden text cannot be in it."""
    _, picture = drawn(CUT.replace("<article>", "<article><p hidden>The secret ending of the story.</p>"))
    stream = io.StringIO()
    Album(stream).add(Checked("page", judge(CUT), picture=picture))

    assert "secret" not in stream.getvalue()
    assert "ferry" not in stream.getvalue().lower()


def test_a_page_of_many_blocks_is_drawn_in_few_boxes() -> None:
    """The drawing stays small whatever the page's size."""
    _, picture = drawn(CUT.replace("<p>Article excerpt</p>", f"<p>{SENTENCE}</p>" * 3000))

    assert len(picture.outline) <= 120


def test_a_picture_begins_at_the_top_when_that_shows_what_decided() -> None:
    """With the title in it; else so far down that the place is in the picture's lower half."""
    verdict, picture = drawn(CUT)
    decided = next(s.rule for s in verdict.signals if s.decisive and s.state is verdict.state)
    high = replace(picture, marks=(Mark(decided, 0, Kind.END, Box(0, 300, 600, 40)),))
    low = replace(picture, marks=(Mark(decided, 0, Kind.END, Box(0, 3000, 600, 40)),))

    assert where_to_look(high, verdict, 900) == 0
    assert where_to_look(low, verdict, 900) == 3040 - 540


def test_results_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    """Every field of the published form survives."""
    page = tmp_path / "page.html"
    page.write_text(CUT)
    main(["check", str(page), "--engine", "static", "--format", "jsonl", "-o", str(tmp_path / "r.jsonl")])
    (verdict,) = read_results(tmp_path / "r.jsonl")

    assert isinstance(verdict, Verdict)
    assert verdict.to_json() == judge(page.read_bytes(), target=str(page)).to_json()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[\n", "it is no JSON (write results with --format jsonl, not json)"),
        ("{nonsense\n", "it is no JSON"),
        ('{"schema": 1, "state": "full"}\n', "it is neither a verdict nor an audit record"),
        ('{"schema": 9, "state": "full"}\n', "its schema is 9, newer than this harness reads"),
        ("7\n", "it is neither a verdict nor an audit record"),
        (b"\xff\xfe\x00", "it is no UTF-8 text"),
    ],
)
def test_what_is_no_result_is_named_with_its_line(tmp_path: Path, text: str | bytes, why: str) -> None:
    """A report of a wrong file says which line of it is wrong."""
    path = tmp_path / "r.jsonl"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(TargetError, match=r"r\.jsonl") as raised:
        list(read_results(path))
    assert why in str(raised.value)


def test_audit_records_are_told_from_verdicts(tmp_path: Path) -> None:
    """Both may stand in one file; more fields than needed do not matter."""
    path = tmp_path / "a.jsonl"
    record: dict[str, object] = {
        "scraper": "mine",
        "page": "open",
        "fault": None,
        "outcome": "correct",
        "recall": 1.0,
    }
    path.write_text(json.dumps(record) + "\n\n" + json.dumps(judge(CUT).to_json()) + "\n")

    record |= {"guarded": True, "row": "fade", "faults": ["fade"]}
    del record["fault"]
    with path.open("a") as file:
        file.write(json.dumps(record) + "\n")

    first, second, third = read_results(path)

    assert first == Audited("mine", "open", "", "correct")
    assert third == Audited("mine + harness", "open", "fade", "correct")
    assert isinstance(second, Verdict)


def test_a_runs_folder_is_read_with_what_it_could_not_look_at(tmp_path: Path) -> None:
    """Rows of harness run: verdicts, errors, and what was no page and is left out."""
    path = tmp_path / "results-00000.jsonl"
    path.write_text('{"target": "a", "error": "a: cut off"}\n{"target": "b", "skipped": "an image"}\n')

    assert list(read_results(path)) == [Failed("a", "a: cut off")]
    assert main(["report", str(tmp_path), "-o", str(tmp_path / "r.html")]) == 0
    assert "a: cut off" in (tmp_path / "r.html").read_text()


def test_pictures_come_back_from_beside_the_results(tmp_path: Path) -> None:
    """To the result that they were drawn for and to no later one; a picture that is no JPEG is refused."""
    verdict, picture = drawn(CUT)
    picture = replace(picture, screenshot=Screenshot(b"\xff\xd8\xff\xe0jpeg", Box(0, 0, 1280, 900)))
    path = album_of(tmp_path / "r.jsonl")
    with path.open("w") as stream:
        Album(stream).add(Checked("page", verdict, picture=picture))
        Album(stream).add(Checked("other", verdict))

    ((key, found),) = read_album(path)

    assert path.name == "r.pictures.jsonl"
    assert key == key_of(verdict) == ("page", "static", "truncated", verdict.article.words)
    assert key != key_of(replace(verdict, state=State.FULL))
    assert found.marks == tuple(
        m._replace(box=Box(*map(round, (m.box.x, m.box.y, m.box.width, m.box.height)))) for m in picture.marks
    )
    assert found.screenshot == picture.screenshot
    path.write_text(path.read_text().replace("/9j/", "PHN2"))
    with pytest.raises(TargetError, match="line 1 is no picture"):
        list(read_album(path))


def test_a_run_is_compared_with_an_earlier_one() -> None:
    """Changed, new, gone and as before, engine by engine where both runs have that engine."""
    cut = replace(judge(CUT), target="a")
    full = replace(cut, state=State.FULL)

    changes = compare(
        [full, replace(full, target="b"), replace(full, target="gone"), replace(full, engine=Engine.BROWSER)],
        [cut, replace(full, target="b"), replace(full, target="new"), replace(full, engine=Engine.BROWSER)],
    )

    assert changes.was == {"a": "full"}
    assert changes.new == {"new"}
    assert changes.gone == ("gone",)
    assert changes.same == 1


@pytest.mark.parametrize(
    "argv", [["--format", "jsonl"], ["-o", "r.txt"], ["--format", "json", "-o", "r.json"]]
)
def test_pictures_need_a_results_file_to_lie_beside(
    argv: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On stdout there is no place for them, and only JSON lines are read back."""
    monkeypatch.chdir(tmp_path)

    assert main(["check", "page.html", "--pictures", *argv]) == 2
    assert "add --format jsonl -o FILE" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_verdict_in_a_wrong_form_is_not_taken() -> None:
    """Numbers where texts belong are refused, not shown."""
    data = judge(CUT).to_json()

    assert verdict_from(data).state is State.TRUNCATED
    with pytest.raises(TypeError):
        verdict_from({**data, "title": 7})


def test_what_only_the_baseline_had_is_no_result(tmp_path: Path) -> None:
    """A check against a baseline tells it among its verdicts; the report is of what was looked at."""
    verdict = replace(judge(CUT), consent=Consent("reject", "onetrust", True))
    lines = [verdict.to_json(), Baseline({"": verdict.to_json()}).as_gone("")]
    file = tmp_path / "results.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))

    (back,) = read_results(file)
    assert isinstance(back, Verdict)
    assert back.to_json() == verdict.to_json()
