"""What others answer on the pages that harness judges."""

from __future__ import annotations

import json
import re
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from harness.cli import main
from harness.core.errors import UsageError
from harness.measure.bench import detectors
from harness.measure.bench.detectors import BUILT_IN, Detect, find, find_detectors
from harness.measure.bench.others import ask, rows
from harness.sources.labels import read_corpus

ROOT = Path(__file__).parents[1]
SENTENCE = "The boat left the harbour at six in the morning, with forty passengers and a goat on board. "
WHOLE = (
    '<html lang="en"><head><title>The ferry is back</title></head><body><article><h1>The ferry is back</h1>'
    + "".join(f"<p>Crossing {n}. {SENTENCE * 3}</p>" for n in range(8))
    + "</article></body></html>"
)
CUT = re.sub(r"<p>.*</p>", f"<p>{SENTENCE}</p><p>Subscribe to continue reading</p>", WHOLE)
CHALLENGE = '<html><head><title>One moment</title></head><body><div class="challenge"></div></body></html>'
NOT_FREE = WHOLE.replace(
    "</head>",
    '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script></head>',
)
LOCKED_PART = NOT_FREE.replace(
    '"isAccessibleForFree": "False"',
    '"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".rest"}',
)

PACKAGES = {
    "crawl4ai": {
        "__init__.py": "raise ImportError('a browser')",
        "antibot_detector.py": """
            def is_blocked(status_code, html, error_message=None):
                blocked = status_code == 429 or "challenge" in html
                return blocked, "a challenge" if blocked else ""
        """,
    },
    "is_antibot": {
        "__init__.py": """
            class Result:
                detected = False

            def is_antibot(*, headers=None, html=None, body=None, url=None, status_code=None, status=None):
                result = Result()
                result.detected = "challenge" in html or status_code == 429
                return result
        """
    },
    "anti_bot_detector": {
        "__init__.py": """
            import dataclasses
            import enum

            class BotLevel(enum.Enum):
                NONE = "none"
                CHALLENGE = "challenge"

            @dataclasses.dataclass
            class FetchResponse:
                url: str
                status_code: int
                headers: dict
                body: str = ""

            @dataclasses.dataclass
            class DetectionResult:
                bot_level: BotLevel

            def classify(response):
                met = "challenge" in response.body or response.status_code == 429
                return DetectionResult(BotLevel.CHALLENGE if met else BotLevel.NONE)
        """
    },
}
"""Packages that the project does not install, in the forms that they have: crawl4ai 0.9.5, is-antibot 0.1.1 and
anti-bot-detector 0.1.0."""


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What one test imports, another does not find."""
    monkeypatch.setattr(sys, "path", sys.path[:])
    before = set(sys.modules)
    find.cache_clear()
    detectors._alone.cache_clear()
    yield
    find.cache_clear()
    detectors._alone.cache_clear()
    for name in set(sys.modules) - before:
        if name.partition(".")[0] in {*PACKAGES, "ours"}:
            del sys.modules[name]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The three packages of others are there."""
    for package, files in PACKAGES.items():
        (tmp_path / "site" / package).mkdir(parents=True)
        for name, code in files.items():
            lines = [line.removeprefix(" " * 12) for line in code.splitlines()]
            (tmp_path / "site" / package / name).write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "site")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A whole page, a cut one, and one that nobody has read."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    known = {
        "whole": ("full", "complete", WHOLE),
        "cut": ("paywall", "partial", CUT),
        "new": (None, None, CUT),
    }
    lines = []
    for name, (state, content, html) in known.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
        lines.append({"id": name, "path": f"{name}.html", "state": state, "content": content, "lang": "en"})
    (folder / "pages.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return folder


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Writes a module ``ours`` where one is."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)

    def write(code: str) -> None:
        (place / "ours.py").write_text(code, encoding="utf-8")

    return write


def figures(corpus: Path, names: str, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    """The JSON report by detector."""
    assert main(["bench", str(corpus), "--detector", names, "--format", "json", "-q", *more]) == 0
    return {row["name"]: row for row in json.loads(capsys.readouterr().out)["detectors"]}


def detect_of(name: str) -> Detect:
    detect = find(name).detect
    assert detect is not None
    return detect


SHOWN: dict[str, list[tuple[str, int | None, bool]]] = {
    "crawl4ai": [(WHOLE, 200, False), (CHALLENGE, 200, True), (WHOLE, 429, True)],
    "is-antibot": [(WHOLE, 200, False), (CHALLENGE, 200, True), (WHOLE, 429, True)],
    "anti-bot-detector": [(WHOLE, None, False), (CHALLENGE, None, True), (WHOLE, 429, True)],
    "newspaper4k": [(WHOLE, 200, False), (CUT, 200, True)],
    "trafilatura": [(WHOLE, 200, False), (CUT, 200, True)],
    "short-page": [(WHOLE, 200, False), (CUT, 200, True)],
    "marked-not-free": [
        (WHOLE, 200, False),
        (CUT, 200, False),
        (NOT_FREE, 200, True),
        (LOCKED_PART, 200, True),
    ],
}


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "html", "status", "alarm"), [(name, *case) for name, cases in SHOWN.items() for case in cases]
)
def test_a_detector_answers_as_its_library_does(
    name: str, html: str, status: int | None, alarm: bool
) -> None:
    assert detect_of(name)(html, "https://quay.example/ferry", status) is alarm


def test_every_built_in_detector_is_shown() -> None:
    """By a test, in the command's help and in the documentation."""
    docs = (ROOT / "docs" / "detection.md").read_text(encoding="utf-8")

    assert list(SHOWN) == list(SHOWN | BUILT_IN)
    assert [name for name in BUILT_IN if f"`{name}`" not in docs] == []


def test_the_help_names_every_built_in_detector(capsys: pytest.CaptureFixture[str]) -> None:
    main(["bench", "--help"])
    said = " ".join(capsys.readouterr().out.split())

    assert [name for name in BUILT_IN if name not in said] == []


def test_harness_stands_beside_others_on_the_same_pages(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each by the measures that the bench has for harness."""
    found = figures(corpus, "short-page,marked-not-free", capsys)

    assert list(found) == ["harness", "short-page", "marked-not-free"]
    assert found["short-page"]["incomplete"]["recall"] == 1
    assert found["short-page"]["incomplete"]["precision"] == 1
    assert found["marked-not-free"]["incomplete"]["recall"] == 0
    assert found["marked-not-free"]["misses"] == ["cut"]
    assert found["harness"]["incomplete"] == found["short-page"]["incomplete"]


def test_an_alarm_on_a_page_that_nobody_has_read_is_told_apart(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It counts among the complete ones, and not in precision and recall."""
    ordinary = figures(corpus, "short-page", capsys)["short-page"]["ordinary"]
    main(["bench", str(corpus), "--detector", "short-page", "-q"])
    said = capsys.readouterr().out

    assert (ordinary["alarms"]["hits"], ordinary["alarms"]["of"]) == (1, 2)
    assert (ordinary["unread"]["hits"], ordinary["unread"]["of"]) == (1, 1)
    assert "1 of 2 (1)" in said
    assert "3 pages, 1 of them read by nobody" in said


def test_a_detector_of_one_s_own_is_named_by_its_module(
    corpus: Path, own: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The module stands where one is; what the function says of itself is told."""
    own('def sells(html, url, status):\n    """Somebody asks for money."""\n    return "Subscribe" in html\n')

    row = figures(corpus, "ours:sells", capsys)["ours:sells"]

    assert row["about"] == "Somebody asks for money."
    assert (row["incomplete"]["tp"], row["incomplete"]["fp"]) == (1, 0)


def test_a_detector_of_one_s_own_is_found_by_every_process(
    corpus: Path, own: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    own("class Rules:\n    @staticmethod\n    def never(html, url, status):\n        return False\n")
    line = json.loads((corpus / "pages.jsonl").read_text().splitlines()[0])
    many = [json.dumps(line | {"id": str(n)}) for n in range(12)]
    (corpus / "pages.jsonl").write_text("\n".join(many))

    row = figures(corpus, "ours:Rules.never", capsys, "--workers", "2")["ours:Rules.never"]

    assert row["ordinary"]["alarms"] == {"hits": 0, "of": 12, "rate": 0}


def test_a_detector_that_raises_gives_no_answer_on_that_page(
    corpus: Path, own: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The page is left out of its figures, and a sentence says so."""
    own(
        "def picky(html, url, status):\n"
        "    if 'Subscribe' in html:\n        raise LookupError('no price')\n    return False\n"
    )

    row = figures(corpus, "ours:picky", capsys)["ours:picky"]
    assert main(["bench", str(corpus), "--detector", "ours:picky", "-q"]) == 0
    said = " ".join(capsys.readouterr().out.split())

    assert row["failed"] == {"cut": "LookupError: no price", "new": "LookupError: no price"}
    assert row["ordinary"]["alarms"]["of"] == 1
    assert "ours:picky gave no answer on 2 of 3 pages, which are left out of its figures" in said
    assert "the first: cut: LookupError: no price" in said


def test_what_is_neither_true_nor_false_is_no_answer(
    corpus: Path, own: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """A pair of an answer and its reason would always be taken for true."""
    own("def reasoned(html, url, status):\n    return False, 'nothing seen'\n")

    row = figures(corpus, "ours:reasoned", capsys)["ours:reasoned"]

    assert row["failed"]["whole"] == "it answered a tuple, not True or False"
    assert row["incomplete"]["tp"] == 0


def test_one_that_is_not_installed_says_so_and_the_others_answer(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detectors, "find_spec", lambda name: None)

    found = figures(corpus, "crawl4ai,short-page", capsys)
    main(["bench", str(corpus), "--detector", "crawl4ai,short-page", "-q"])
    text = capsys.readouterr().out
    main(["bench", str(corpus), "--detector", "crawl4ai,short-page", "--format", "markdown", "-q"])
    table = capsys.readouterr().out

    assert not found["crawl4ai"]["installed"]
    assert found["short-page"]["incomplete"]["tp"] == 1
    assert re.search(r"^  crawl4ai +not installed: pip install crawl4ai$", text, re.M)
    assert re.search(r"^\| crawl4ai \| not installed \|", table, re.M)


def test_all_names_each_once() -> None:
    assert [one.name for one in find_detectors("short-page,all")] == [
        "short-page",
        *(name for name in BUILT_IN if name != "short-page"),
    ]


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("crawl4a", "did you mean 'crawl4ai'"),
        ("qqq", "name one of crawl4ai, .*my_module:my_function"),
        ("ours_that_is_not:there", "importing ours_that_is_not raised ModuleNotFoundError"),
        ("json:load_it", "json has no 'load_it'"),
        ("json:__name__", "is a str, not a function"),
    ],
)
def test_one_that_cannot_be_found_is_an_error_that_says_why(word: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        find_detectors(f"short-page,{word}")


def test_detectors_are_measured_alone(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", str(corpus), "--detector", "all", "--ends"]) == 2
    assert "one at a time" in capsys.readouterr().err


def test_a_page_that_cannot_be_read_is_nobody_s(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "cut.html.gz").write_bytes(b"\x1f\x8b no gzip")
    lines = (corpus / "pages.jsonl").read_text().replace("cut.html", "cut.html.gz")
    (corpus / "pages.jsonl").write_text(lines)

    assert main(["bench", str(corpus), "--detector", "short-page", "-q"]) == 3
    assert "Could not look: 1" in capsys.readouterr().out


def test_details_name_every_page_that_somebody_got_wrong(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["bench", str(corpus), "--detector", "marked-not-free", "--details", "-q"])

    assert "marked-not-free, misses (incomplete, called complete): 1\n  cut\n" in capsys.readouterr().out


def test_a_share_of_nothing_is_no_figure(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that raises no alarm has no precision, and no interval of it."""
    main(["bench", str(corpus), "--detector", "marked-not-free", "-q"])

    assert re.search(r"^  marked-not-free +0\.0 \(.*?\) +0\.000 \(.*?\) -$", capsys.readouterr().out, re.M)


def test_nobody_is_told_of_a_time_zone_that_newspaper4k_does_not_know() -> None:
    """Its warnings would stand between a run's progress and its report."""
    meta = '<meta property="article:published_time" content="May 1 2026 9:00 PDT">'
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        detect_of("newspaper4k")(WHOLE.replace("</head>", f"{meta}</head>"), None, 200)

    assert told == []


def test_the_report_fits_a_terminal(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["bench", str(corpus), "--detector", "all", "-q"])

    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


def test_newspaper4k_asks_the_network_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would look for the article's pictures."""
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    picture = '<img src="https://quay.example/ferry.jpg" width="900" height="600">'

    assert detect_of("newspaper4k")(WHOLE.replace("<article>", f"<article>{picture}"), None, 200) is False


def test_a_page_is_asked_of_everybody_in_one_go(corpus: Path) -> None:
    """The rows come from what one look at each page has said."""
    pages = [ask(label, ["short-page"]) for label in read_corpus(corpus).labels]

    assert [page.alarms for page in pages] == [
        {"short-page": False},
        {"short-page": True},
        {"short-page": True},
    ]
    assert [row.name for row in rows(pages, find_detectors("short-page"))] == ["harness", "short-page"]


def test_the_example_of_the_documentation_says_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = (ROOT / "docs" / "detection.md").read_text(encoding="utf-8").partition("### Beside others")[2]
    code = re.search(r"```python\n(.*?)```", docs, re.S)
    shown = re.search(r"```console\n\$ harness (.*?)\n(.*?)\.\.\.\n```", docs, re.S)
    assert code is not None
    assert shown is not None
    (tmp_path / "our_detectors.py").write_text(code[1], encoding="utf-8")
    for name in ("seed-excerpt", "paywall-teaser-english", "open-obituary", "open-brief-70-words"):
        shutil.copytree(ROOT / "pages" / name, tmp_path / "pages" / name)
    monkeypatch.chdir(tmp_path)

    assert main([*shown[1].split(), "-q"]) == 0
    assert capsys.readouterr().out.startswith(shown[2])
