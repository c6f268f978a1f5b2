"""The façade: one target or many, from HTML, text, files; with the engine that can tell."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

import harness
from harness.browser.process.launch import find_browser
from harness.browser.tab.session_in_tab import Guest
from harness.core.errors import BrowserError, TargetError, UsageError
from harness.look.check import acheck_many
from harness.look.one_page import undecided
from harness.observe.capture import Capture
from harness.observe.observation import Failure, Questions
from harness.sources.page import Expect, Page
from harness.web.manners import Manners

SENTENCE = (
    "The ferry to the northern islands runs again after two years of repairs, the harbour office said. "
)
ARTICLE = (
    "<!doctype html><html lang=en><head><title>Ferry runs again</title></head><body><article>"
    "<h1>Ferry runs again</h1>" + f"<p>{SENTENCE * 4}</p>" * 8 + "</article></body></html>"
)
CUT = ARTICLE.replace(f"{SENTENCE}</p></article>", "The harbour office also said that…</p></article>")
CUT = CUT.replace("<p>", "<p>Article excerpt</p><p>", 1)


def test_html_gets_a_verdict() -> None:
    """The library's first function, on text and on bytes."""
    assert harness.judge(ARTICLE, url="https://news.example/ferry").state is harness.State.FULL
    assert harness.judge(CUT.encode()).state is harness.State.TRUNCATED


def test_text_gets_a_verdict() -> None:
    """A scraper's output has no HTML."""
    verdict = harness.judge_text(
        "Article excerpt\n\n" + SENTENCE * 4 + "\n\nThe harbour office also said that…"
    )

    assert verdict.state is harness.State.TRUNCATED
    assert verdict.engine is harness.Engine.TEXT


def test_headers_are_read_whatever_their_case() -> None:
    """Retry-After is found in any spelling."""
    verdict = harness.judge("<p>Slow down.</p>", status=429, headers={"RETRY-AFTER": "120"})

    assert verdict.retry.after_s == 120


def test_judging_is_thread_safe() -> None:
    """The same verdicts from many threads at once."""
    found: list[harness.Verdict] = []
    threads = [
        threading.Thread(target=lambda html=html: found.append(harness.judge(html)))
        for html in [ARTICLE, CUT] * 8
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(v.state for v in found) == ["full"] * 8 + ["truncated"] * 8


def test_check_is_acheck_without_a_loop(tmp_path: Path) -> None:
    """For scripts."""
    path = tmp_path / "a.html"
    path.write_text(CUT)

    assert harness.check(path, engine="static").state is harness.State.TRUNCATED


async def _check_in_a_loop() -> None:
    harness.check("a.html")


def test_check_inside_a_loop_says_what_to_use() -> None:
    """asyncio.run would raise something less plain."""
    with pytest.raises(UsageError, match=r"await harness\.acheck"):
        asyncio.run(_check_in_a_loop())


def test_a_target_that_cannot_be_read_raises() -> None:
    """With the target on the error."""
    with pytest.raises(TargetError, match="no such file") as caught:
        harness.check("missing.html")

    assert caught.value.target == "missing.html"


def test_several_pages_are_not_one_verdict(tmp_path: Path) -> None:
    """acheck_many takes lists and folders."""
    listing = tmp_path / "list.txt"
    (tmp_path / "a.html").write_text(CUT)
    listing.write_text(f"{tmp_path}/a.html\n{tmp_path}/a.html\n")

    with pytest.raises(UsageError, match="acheck_many"):
        harness.check(f"@{listing}", engine="static")


def test_a_list_without_targets_holds_no_page(tmp_path: Path) -> None:
    """Nothing was looked at, which is not a pass."""
    listing = tmp_path / "list.txt"
    listing.write_text("# nothing yet\n")

    with pytest.raises(TargetError, match="holds no page"):
        harness.check(f"@{listing}")


def test_a_live_page_needs_a_browser() -> None:
    """The static engine reads HTML one has."""
    with pytest.raises(TargetError, match="needs a browser"):
        harness.check("https://news.example/a", engine="static")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"engine": "statik"}, "did you mean 'static'"),
        ({"timeout": 0}, "more than 0 seconds"),
        ({"concurrency": 0}, "at least 1"),
    ],
)
def test_wrong_options_are_told(options: dict[str, object], told: str) -> None:
    """Before anything is looked at."""

    async def run() -> None:
        async with aclosing(acheck_many([], **options)) as results:  # type: ignore[arg-type]
            async for _ in results:
                pass

    with pytest.raises(UsageError, match=told):
        asyncio.run(run())


async def _collect(targets: Iterator[Page | str] | list[Page | str], **options: int) -> list[harness.Checked]:
    many = acheck_many(targets, engine="static", **options)
    async with aclosing(many) as results:
        return [checked async for checked in results]


def test_many_targets_all_get_a_result() -> None:
    """A bad one is a result with an error; the order of the targets is on each."""
    label = Expect("full")
    targets = [
        Page("a", ARTICLE, expect=label),
        "missing.html",
        Page("b", CUT),
        Page("c", SENTENCE, text=True),
    ]
    results = sorted(asyncio.run(_collect(targets)), key=lambda checked: checked.order)

    assert [c.target for c in results] == ["a", "missing.html", "b", "c"]
    assert [c.verdict is None for c in results] == [False, True, False, False]
    assert isinstance(results[1].error, TargetError)
    assert results[0].expect == label
    assert results[0].passed


def test_targets_are_read_no_faster_than_they_are_judged() -> None:
    """Memory must not grow with the number of targets."""
    read = 0
    most_ahead = 0

    def endless() -> Iterator[Page]:
        nonlocal read
        for number in range(30):
            read += 1
            yield Page(str(number), CUT)

    async def run() -> None:
        nonlocal most_ahead
        seen = 0
        async with aclosing(acheck_many(endless(), engine="static", concurrency=2)) as results:
            async for _ in results:
                seen += 1
                most_ahead = max(most_ahead, read - seen)

    asyncio.run(run())

    assert read == 30
    assert most_ahead <= 3


def test_a_caller_may_stop_early() -> None:
    """What was running is ended; nothing is left behind."""

    async def run() -> int:
        async with aclosing(acheck_many([Page("a", CUT)] * 50, engine="static")) as results:
            async for checked in results:
                assert checked.verdict is not None
                break
        return len(asyncio.all_tasks())

    assert asyncio.run(run()) == 1


def test_undecided_pages_are_those_that_html_cannot_tell() -> None:
    """A shell, an empty page; not an article or a cut one."""
    assert undecided(harness.judge("<html><body><div id=root></div><script src=a.js></script></body></html>"))
    assert undecided(harness.judge(""))
    assert not undecided(harness.judge(CUT))
    assert not undecided(harness.judge(ARTICLE))


class CountingBrowsers:
    """Stands for a pool: notes which pages it was asked to open, and finds none of them."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    async def capture(self, page: Page, questions: Questions, *, timeout: float, guest: Guest) -> Capture:
        self.opened.append(page.target)
        return Capture(url=page.url, failure=Failure("dns", "the host is unknown"))


def _opened(engine: str) -> tuple[list[str], list[harness.Checked]]:
    shell = "<html><body><div id=root></div><script src=a.js></script></body></html>"
    live = Page("live", url="https://news.example/a", live=True)
    pages = [Page("full", ARTICLE), Page("shell", shell), Page("text", "x", text=True), live]
    pool = CountingBrowsers()

    async def run() -> list[harness.Checked]:
        rude = Manners(robots=False)  # the host does not exist
        many = acheck_many(pages, engine=engine, browsers=pool, manners=rude)  # type: ignore[arg-type]
        async with aclosing(many) as results:
            return sorted([checked async for checked in results], key=lambda checked: checked.order)

    results = asyncio.run(run())
    return sorted(pool.opened), results


def test_auto_opens_only_what_html_cannot_tell() -> None:
    """And says why; a scraper's text is never opened."""
    opened, results = _opened("auto")

    assert opened == ["live", "shell"]
    assert results[1].remark == "opened in the browser: the HTML holds no text; scripts may bring it"
    assert results[3].verdict is not None
    assert results[3].verdict.state is harness.State.LOAD_ERROR


def test_each_engine_opens_what_it_should() -> None:
    """browser: every page but texts; static: none."""
    assert _opened("browser")[0] == ["full", "live", "shell"]
    assert _opened("static")[0] == []


def test_the_rules_are_loaded_while_the_browser_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the two begins before the other one ends."""
    starting, loading = threading.Event(), threading.Event()
    met: list[bool] = []

    class Starting(CountingBrowsers):
        def __init__(self, **_: object) -> None:
            super().__init__()

        async def __aenter__(self) -> Starting:
            return self

        async def __aexit__(self, *_: object) -> None:
            pass

        async def begin(self, *, live: bool) -> None:
            starting.set()
            met.append(await asyncio.to_thread(loading.wait, 20))

    def load(_: object) -> None:
        loading.set()
        met.append(starting.wait(20))

    monkeypatch.setattr("harness.browser.pool.Browsers", Starting)
    monkeypatch.setattr("harness.look.one_page._prepare", load)
    harness.check(Page("full", ARTICLE), engine="browser")

    assert met == [True, True]


def test_a_password_in_an_address_reaches_no_verdict() -> None:
    """The browser needs it, reports must not have it."""
    address, rude = "https://anna:secret@news.example/a", Manners(robots=False)
    verdict = asyncio.run(
        harness.acheck(address, browsers=CountingBrowsers(), manners=rude)  # type: ignore[arg-type]
    )

    assert verdict.url == verdict.target == "https://news.example/a"
    assert "secret" not in str(verdict)


def test_a_page_of_the_callers_own_is_only_read() -> None:
    """judge_page sees what a reader sees now, and leaves the page open."""
    found = find_browser()
    if found is None:
        pytest.skip("no browser on this machine")

    async def run() -> tuple[harness.Verdict, str]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=str(found.path))
            page = await browser.new_page()
            await page.set_content(CUT)
            verdict = await harness.judge_page(page)
            title = await page.title()
            await browser.close()
            with pytest.raises(BrowserError, match="the page cannot be"):
                await harness.judge_page(page)
        return verdict, title

    verdict, title = asyncio.run(run())

    assert verdict.state is harness.State.TRUNCATED
    assert verdict.engine is harness.Engine.BROWSER
    assert title == "Ferry runs again"


def test_the_public_names_are_exactly_all() -> None:
    """Each is there, and dir() shows no others."""
    for name in harness.__all__:
        assert getattr(harness, name) is not None
    assert dir(harness) == sorted(harness.__all__)
    with pytest.raises(AttributeError, match="no attribute 'juge'"):
        harness.juge  # noqa: B018


def _run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.strip()


def test_import_harness_loads_nothing_heavy() -> None:
    """Neither a browser driver nor a parser nor a loop, until they are used."""
    heavy = "{'playwright', 'selectolax', 'rich', 'click', 'asyncio', 'pytest', 'zstandard'}"

    assert _run(f"import sys, harness; print(sorted({heavy} & set(sys.modules)))") == "[]"


def test_judge_needs_no_browser_driver() -> None:
    """The static way imports no playwright."""
    assert (
        _run("import sys, harness; harness.judge('<p>x</p>'); print('playwright' in sys.modules)") == "False"
    )
