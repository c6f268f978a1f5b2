"""docs/recipes.md: every recipe is short, and runs with its tool or with a stand-in that has the tool's names."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import AsyncIterator, Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx
import pytest

from harness.cli import main
from harness.measure.faults.server import FaultServer
from tests.warcs import Warc

TEXT = (Path(__file__).parents[1] / "docs" / "recipes.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^## (?P<title>.+)\n(?P<body>(?:(?!^## ).*\n)*)", re.MULTILINE)
BLOCK = re.compile(r"^```(python|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RECIPES = {one["title"]: BLOCK.findall(one["body"]) for one in SECTION.finditer(TEXT)}

PARAGRAPHS = [
    "The ferry to the islands runs again after two years of repairs, the harbour office said on Monday.",
    "Its engine was taken out in spring and rebuilt in the yard at Port Ellery by a crew of nine.",
    "Tickets cost the same as before the storm, and the last boat leaves the pier at half past ten.",
    "Farmers had sent their cheese by mail boat, four crates at a time, and lost a third of their customers.",
    "The school on the outer island, which had eleven pupils before, begins the term with eight.",
    "A second boat is promised for the summer, although nobody at the harbour would say who pays for it.",
]
URL = "https://courier.example/2026/10/12/the-ferry-is-back"
PAGE = (
    "<!doctype html><html lang=en><head><title>Ferry runs again</title></head><body><article>"
    "<h1>Ferry runs again</h1>{}</article>{}</body></html>"
)
FULL = PAGE.format("".join(f"<p>{text}</p>" for text in PARAGRAPHS), "")
OFFER = "<section><h2>Subscribe to read the rest</h2><p>£1 a week for six weeks.</p></section>"
WALL = PAGE.format("".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2]), OFFER)


def names(title: str, number: int = 0) -> dict[str, Any]:
    """What a recipe's Python block defines."""
    code = [text for language, text in RECIPES[title] if language == "python"][number]
    found: dict[str, Any] = {"__name__": "recipe"}
    exec(compile(code, title, "exec"), found)  # it is ours
    return found


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put a module with these names in a tool's place, where the tool is not installed."""

    def put(name: str, **has: Any) -> None:
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            monkeypatch.setitem(sys.modules, ".".join(parts[:end]), ModuleType(parts[end - 1]))
        for key, value in has.items():
            setattr(sys.modules[name], key, value)

    return put


def test_every_recipe_is_short() -> None:
    """Under 25 lines each."""
    assert len(RECIPES) == 9
    assert [title for title, blocks in RECIPES.items() for _, code in blocks if code.count("\n") >= 25] == []


def test_crawl4ai(stand_in: Any, capsys: pytest.CaptureFixture[str]) -> None:
    class Crawler:
        async def __aenter__(self) -> Crawler:
            return self

        async def __aexit__(self, *_: object) -> None:
            pass

        async def arun(self, url: str) -> SimpleNamespace:
            html = {"a": FULL, "b": WALL, "c": ""}[url[-1]]
            return SimpleNamespace(
                url=url, redirected_url=url, html=html, markdown="# Ferry", error_message="refused",
                status_code=200 if html else None, response_headers={"content-type": "text/html"},
            )  # fmt: skip

    stand_in("crawl4ai", AsyncWebCrawler=Crawler)
    articles: AsyncIterator[tuple[str, str]] = names("crawl4ai")["whole_articles"](
        [f"{URL}/{end}" for end in "abc"]
    )

    async def collect() -> list[tuple[str, str]]:
        return [one async for one in articles]

    assert asyncio.run(collect()) == [(f"{URL}/a", "# Ferry")]
    assert capsys.readouterr().out == f"{URL}/b paywall needs_action\n{URL}/c no answer: refused\n"


@pytest.mark.skipif(find_spec("trafilatura") is None, reason="trafilatura is not installed")
def test_trafilatura(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    texts = names("trafilatura in a loop")["texts"]

    [stored] = texts([(URL, 200, FULL), (f"{URL}/b", 200, WALL)])
    assert all(text in stored["text"] for text in PARAGRAPHS)
    assert stored["harness"]["state"] == "full"
    monkeypatch.setattr("trafilatura.extract", lambda html, url: "Ferry runs again")
    assert list(texts([(URL, 200, FULL)])) == []
    assert capsys.readouterr().out == (
        f"{URL}/b paywall needs_action\n{URL} the page is whole, the extractor lost some of it\n"
    )


def test_fundus(stand_in: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """A story that leads to the home page is told, too."""
    home = "<title>The Courier</title>" + "".join(f"<h2><a href=/{n}>Story {n}</a></h2>" for n in range(20))
    pages = [(FULL, URL), (home, "https://courier.example/")]

    class Crawler:
        def __init__(self, publishers: object) -> None:
            assert publishers == "us"

        def crawl(self, max_articles: int) -> Iterator[SimpleNamespace]:
            for content, responded in pages[:max_articles]:
                html = SimpleNamespace(content=content, requested_url=URL, responded_url=responded)
                yield SimpleNamespace(html=html)

    stand_in("fundus", Crawler=Crawler, PublisherCollection=SimpleNamespace(us="us"))

    [(article, verdict)] = names("fundus")["whole_articles"]()
    assert (article.html.content, verdict.state) == (FULL, "full")
    assert capsys.readouterr().out == f"{URL} redirected never\n"


def test_news_please(stand_in: Any) -> None:
    class Article:
        def get_serializable_dict(self) -> dict[str, str]:
            return {"maintext": "The ferry runs again.", "url": URL}

    stand_in("newsplease", NewsPlease=SimpleNamespace(from_html=lambda html, url: Article()))
    item = names("news-please")["item"]

    assert item(WALL, URL) is None
    told = item(FULL, URL)
    assert (told["maintext"], told["harness"]["state"]) == ("The ferry runs again.", "full")


CRAWL = """
import json, sys
from scrapy.crawler import CrawlerProcess
names = {"__name__": "recipe"}
exec(open("recipe.py").read(), names)
spider = names["Stories"]
spider.start_urls = json.loads(sys.argv[1])
process = CrawlerProcess({"FEEDS": {"stories.jsonl": {"format": "jsonlines"}}, "LOG_LEVEL": "INFO",
                          "TELNETCONSOLE_ENABLED": False, "RETRY_TIMES": 1, "DOWNLOAD_DELAY": 0})
process.crawl(spider)
process.start()
"""


@pytest.mark.skipif(find_spec("scrapy") is None, reason="Scrapy is not installed")
def test_scrapy(harness_fault_server: FaultServer, tmp_path: Path) -> None:
    whole = harness_fault_server.address("lamplighter")
    wall = harness_fault_server.address("lamplighter", "teaser_offer")
    broken = harness_fault_server.address("faro", "error_in_place")
    (tmp_path / "recipe.py").write_text(RECIPES["Scrapy, with drop and retry"][0][1])
    (tmp_path / "crawl.py").write_text(CRAWL)

    done = subprocess.run(
        [sys.executable, "crawl.py", json.dumps([whole, wall, broken])],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    stories = [json.loads(line) for line in (tmp_path / "stories.jsonl").read_text().splitlines()]
    assert [(one["url"], one["harness"]["state"]) for one in stories] == [(whole, "full")]
    assert f"Dropped <GET {wall}>: paywall" in done.stderr
    assert harness_fault_server.conduct(broken).tries == 2


def test_datatrove(stand_in: Any) -> None:
    class BaseFilter:
        pass

    stand_in("datatrove.pipeline.filters.base_filter", BaseFilter=BaseFilter)
    filter_ = names("A datatrove filter")["WholeArticles"]()
    whole, wall = (SimpleNamespace(text=text, metadata={"url": URL}) for text in (FULL, WALL))

    assert filter_.filter(whole) is True
    assert filter_.filter(wall) == (False, "paywall")
    assert wall.metadata == {"url": URL, "harness_state": "paywall"}


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a page that is whole, one that is not, and an archive of both."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_text(FULL)
    (tmp_path / "pages" / "b.html").write_text(WALL)
    warc = Warc().response(f"{URL}/a", FULL.encode()).response(f"{URL}/b", WALL.encode())
    with zipfile.ZipFile(tmp_path / "collection.wacz", "w") as archive:
        archive.writestr("archive/data.warc.gz", warc.bytes())
        lines = [{"format": "json-pages-1.0"}, {"url": f"{URL}/a"}, {"url": f"{URL}/b"}]
        archive.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, lines)))
    return tmp_path


def command(title: str) -> int:
    """The exit code of a recipe's command."""
    [line] = [text for language, text in RECIPES[title] if language == "sh"]
    return main([*line.split()[1:], "--workers", "1"])


@pytest.mark.skipif(
    find_spec("pyarrow") is None, reason="the extra scraper-harness[parquet] is not installed"
)
@pytest.mark.usefixtures("crawl")
def test_duckdb_and_polars(stand_in: Any, capsys: pytest.CaptureFixture[str]) -> None:
    title = "DuckDB over a run's Parquet"
    assert command(title) == 0
    capsys.readouterr()
    if find_spec("duckdb") is None:
        stand_in("duckdb", sql=_sql)
    if find_spec("polars") is None:
        stand_in("polars", scan_parquet=_Frame)

    names(title)
    assert re.fullmatch(r"full +1 +\d+\npaywall +1 +\d+\n", capsys.readouterr().out)
    states = names(title, 1)["states"]
    assert sorted(states["state"]) == ["full", "paywall"]


def _rows(pattern: str) -> list[dict[str, Any]]:
    from pyarrow import parquet

    rows: list[dict[str, Any]] = parquet.read_table(Path(pattern).parent).to_pylist()
    return rows


def _sql(query: str) -> SimpleNamespace:
    """SQL over Parquet files, as DuckDB has it, by SQLite."""
    pattern = re.findall(r"from '(.+)'", query)[0]
    base = sqlite3.connect(":memory:")
    base.execute("create table rows (state text, words integer)")
    base.executemany("insert into rows values (:state, :words)", _rows(pattern))
    return SimpleNamespace(fetchall=base.execute(query.replace(f"'{pattern}'", "rows")).fetchall)


class _Frame:
    """What the recipe asks of a polars frame."""

    def __init__(self, pattern: str) -> None:
        self._rows = _rows(pattern)

    def group_by(self, column: str) -> _Frame:
        self._column = column
        return self

    def len(self) -> _Frame:
        return self

    def sort(self, column: str, *, descending: bool) -> _Frame:
        assert (column, descending) == ("len", True)
        return self

    def collect(self) -> dict[str, list[Any]]:
        return {self._column: list({row[self._column]: 0 for row in self._rows})}


def test_a_link_checker() -> None:
    """What refuses programs is not dead, what is gone is, whatever their statuses say."""
    gone = "<title>Page not found</title><h1>Page not found</h1><p>This page does not exist any more.</p>"
    check = "<title>Just a moment...</title><h1>Checking your browser</h1><p>Verify you are human.</p>"
    home = "<title>The Courier</title>" + "".join(f"<h2><a href=/{n}>Story {n}</a></h2>" for n in range(20))
    answers = {
        "/2026/10/12/whole": httpx.Response(200, html=FULL),
        "/2026/10/12/wall": httpx.Response(200, html=WALL),
        "/2026/10/12/soft": httpx.Response(200, html=gone),
        "/2026/10/12/gone": httpx.Response(404, html=gone),
        "/2026/10/12/robots": httpx.Response(403, html=check),
        "/2026/10/12/down": httpx.Response(503, html="<h1>503 Service Unavailable</h1>"),
        "/2026/10/12/home": httpx.Response(302, headers={"location": "/"}),
        "/": httpx.Response(200, html=home),
    }

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path not in answers:
            raise httpx.ConnectError("refused", request=request)
        return answers[request.url.path]

    health = names("A link checker that calls no bot wall dead")["health"]
    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        found = {path: health(f"https://courier.example{path}", client) for path in [*answers, "/nowhere"]}

    assert {path.rpartition("/")[2]: said for path, said in found.items()} == {
        "whole": "alive",
        "wall": "alive",
        "soft": "dead",
        "gone": "dead",
        "robots": "unknown: blocked",
        "down": "unknown: server_error",
        "home": "moved: https://courier.example/",
        "": "alive",
        "nowhere": "unknown: ConnectError",
    }


@pytest.mark.usefixtures("crawl")
@pytest.mark.skipif(
    find_spec("fastwarc") is None, reason="the extra scraper-harness[archives] is not installed"
)
def test_an_archives_audit(capsys: pytest.CaptureFixture[str]) -> None:
    title = "An archive's audit: browsertrix, ArchiveBox"

    assert command(title) == 1
    assert "1 of 2 pages are incomplete (50.0%); at most 20% may be" in capsys.readouterr().err
    with contextlib.redirect_stdout(io.StringIO()) as out:
        names(title)
    assert out.getvalue() == f"paywall {URL}/b\n"
