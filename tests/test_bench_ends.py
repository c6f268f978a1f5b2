"""Where texts end against where somebody marked their end."""

import gzip
import json
from pathlib import Path

import pytest

from harness.cli import main
from harness.measure.bench.ends import OURS, Outcome, find_ends, marked, measure, outcome, rows
from harness.measure.bench.ends_report import as_json, as_markdown, as_text
from harness.sources.labels import read_corpus

LINES = [
    "The harbour reopened on Monday after two years of work, and the first ferry left at six in the morning.",
    "On board were forty passengers, a brass band, and one goat that had come along with its owner.",
    "The mayor spoke of a new beginning, while the owner of the goat spoke of the price of the tickets.",
    "In the evening the last boat came back, half an hour late, and nobody on the quay minded that at all.",
]
GOLD = "\n".join(LINES)
MORE = (
    "Read our newsletter every morning, with all that moves the coast, its boats and its people, in one mail."
)


@pytest.mark.parametrize(
    ("blocks", "how"),
    [
        (LINES, Outcome.RIGHT),
        ([*LINES, "Share this"], Outcome.RIGHT),
        ([*LINES, MORE], Outcome.LATE),
        ([*LINES, *["Share this"] * 8], Outcome.LATE),
        (LINES[:3], Outcome.EARLY),
        ([*LINES[:2], MORE], Outcome.LATE),
        ([], Outcome.EARLY),
        ([MORE], Outcome.LATE),
        (["“The HARBOUR…”", *LINES[1:3], f"  {LINES[3].upper()} "], Outcome.RIGHT),
    ],
)
def test_an_end_is_right_too_late_or_too_early(blocks: list[str], how: Outcome) -> None:
    assert outcome(blocks, GOLD) is how


def test_the_words_are_told_as_a_share_of_the_marked_texts() -> None:
    assert measure(LINES, GOLD).share == 1
    assert measure([*LINES, *LINES], GOLD).share == 2
    assert measure([*LINES, " "], GOLD).last == LINES[3]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two pages with a marked text, one of them cut."""
    text = "".join(f"<p>{line}</p>" for line in LINES)
    html = f"<html><body><nav>News</nav><article><h1>The harbour</h1>{text}</article><footer>About</footer></body></html>"
    (tmp_path / "harbour.html").write_text(html, encoding="utf-8")
    (tmp_path / "harbour.txt.gz").write_bytes(gzip.compress(GOLD.encode()))
    page = {"path": "harbour.html", "gold": "harbour.txt.gz", "lang": "en"}
    cut = {"state": "truncated", "content": "partial"}
    rows = [
        page | {"id": "a", "state": None},
        page | {"id": "b"} | cut,
        page | {"id": "c", "gold": None, "state": None},
    ]
    (tmp_path / "pages.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def test_pages_that_are_cut_or_have_no_marked_text_are_left_out(corpus: Path) -> None:
    assert [label.id for label in read_corpus(corpus).labels if marked(label)] == ["a"]


def test_others_are_measured_in_the_same_run(corpus: Path) -> None:
    pytest.importorskip("trafilatura")
    page = find_ends(read_corpus(corpus).labels[0])

    assert {OURS, "trafilatura", "trafilatura, precise"} <= set(page.by)
    assert page.by[OURS].outcome is page.by["trafilatura"].outcome is Outcome.RIGHT
    assert rows([page])[OURS].right.rate == 1


def test_ends_are_told_in_words_as_json_and_as_a_table(corpus: Path) -> None:
    page = find_ends(read_corpus(corpus).labels[0])

    assert "harness 1.000" in " ".join(as_text([page], title="harbour", details=True).split())
    assert as_json([page])["extractors"][OURS]["right"] == 1
    assert "| harness | 1 | 1.000 |" in as_markdown([page])


def test_the_command_measures_ends(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", str(corpus), "--ends", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["pages"] == 1

    pages = Path(__file__).parents[1] / "pages"
    assert main(["bench", str(pages), "--ends"]) == 2
    assert "no page here has one" in capsys.readouterr().err
