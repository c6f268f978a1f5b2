"""A hostile page hurts only itself: it ends with an answer or a failure, and the next one is as ever."""

from __future__ import annotations

import asyncio
import os
import signal
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from harness.browser.limits import Limits
from harness.browser.pool import Browsers
from harness.browser.process.launch import FoundBrowser
from harness.browser.tab.tab import Tab
from harness.observe.capture import Capture
from harness.observe.rendered import observe
from harness.sources.page import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

LIMITS = replace(Limits.within(9.0), total=45.0, probe=5.0, salvage=3.0)
"""A script without end is soon stopped; the browser has time to answer, also on a busy machine."""

PATIENT = replace(LIMITS, total=200.0, load=100.0)
"""For pages that come to an end by themselves, or by another budget than time, however busy the machine is."""

HANGS = 600.0
"""Seconds after which a test that hangs is ended."""

HOSTILE: dict[str, tuple[str, str | None, str]] = {
    # name: (html, code of the failure or partial, a word that is seen all the same)
    "endless loop": ("<p>before<script>while(1);</script><p>after", "renderer-hang", "after"),
    "endless loop later": (
        "<p>before<script>setTimeout(()=>{while(1);},700)</script><p>after",
        "renderer-hang",
        "after",
    ),
    "endless microtasks": (
        "<p>before<script>(function f(){Promise.resolve().then(f)})()</script><p>after",
        "renderer-hang",
        "after",
    ),
    "broken globals": (
        "<script>Map=Array=Object=JSON=Function=document.querySelectorAll=1;window.Map=1</script><p>after",
        None,
        "after",
    ),
    "clobbered names": (
        "<form><input name=firstChild><input name=nodeType><input name=getAttribute><p>inside</form>"
        "<img name=body><img name=documentElement><img name=querySelectorAll><p>after",
        None,
        "after",
    ),
    "alert loop": ("<p>before<script>while(1)alert(1)</script><p>after", "dialog-loop", "before"),
    "reload loop": ("<p>before<script>location.reload()</script><p>after", "navigation-loop", "after"),
    "reload loop once it was shown": (
        "<script>if(sessionStorage.again)location.reload();else{sessionStorage.again=1;"
        "setTimeout(()=>location.reload(),900)}</script><p>after",
        "navigation-loop",
        "after",
    ),
    "meta refresh loop": ("<meta http-equiv=refresh content=0><p>after", "navigation-loop", "after"),
    "leaves at once": (
        "<p>before<script>location='https://other.example/'</script><p>after",
        "left",
        "after",
    ),
    "fifty popups": (
        "<p>before<script>for(let i=0;i<50;i++)open('https://pop.example/'+i)</script><p>after",
        None,
        "after",
    ),
    "pushState loop": (
        "<p>before<script>for(;;)history.pushState(1,'','?'+Math.random())</script><p>after",
        "renderer-hang",
        "after",
    ),
    "deep divs in the HTML": ("<p>before" + "<div>" * 100_000 + "after", None, "after"),
    "deep divs by script": (
        "<p>before<script>let d=document.body;for(let i=0;i<1e5;i++)"
        "d=d.appendChild(document.createElement('div'))</script><p>after",
        "crash",
        "after",
    ),
    "frames in frames": (
        "<p>before<script>function f(d,n){for(let i=0;i<2;i++){const e=d.createElement('iframe');"
        "d.body.append(e);if(n)f(e.contentDocument,n-1)}}f(document,9)</script><p>after",
        "frame-bomb",
        "after",
    ),
    "memory hog": (
        "<p>before<script>const a=[];for(;;){const b=new Uint8Array(5e7);b.fill(1);a.push(b)}"
        "</script><p>after",
        "memory",
        "after",
    ),
    "fifty megabytes of paragraphs": (
        "<p>after"
        + "<p>A paragraph of a few words that goes on for a while and then comes to its end.\n" * 600_000,
        "too-big",
        "after",
    ),
    "nothing": ("", None, ""),
    "frameset": ("<frameset><frame src=a></frameset>", None, ""),
}


def words(capture: Capture) -> str:
    return " ".join(block.text for block in observe(capture).blocks)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def pools(found: FoundBrowser) -> AsyncIterator[dict[bool, Browsers]]:
    """A browser for all pages that only time ends, and one for the others."""
    async with Browsers(found, limits=LIMITS) as soon, Browsers(found, limits=PATIENT) as later:
        yield {True: soon, False: later}


async def look(browsers: Browsers, html: str) -> Capture:
    async with asyncio.timeout(HANGS):
        return await browsers.capture(Page("p", html=html, url="https://news.example/story"))


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_page_hurts_only_itself(name: str, pools: dict[bool, Browsers]) -> None:
    """A hostile page comes to its end with what can be seen of it and a code; the next page is as ever."""
    html, code, seen = HOSTILE[name]
    browsers = pools[code == "renderer-hang"]

    capture = await look(browsers, html)
    following = await look(browsers, "<h1>The next page</h1>")

    noted = capture.partial or capture.failure
    assert code == (noted.code if noted else None)
    assert seen in words(capture)
    assert (words(following), following.failure or following.partial) == ("The next page", None)


async def test_whose_script_fills_memory_is_told_of_pages_beside_each_other(found: FoundBrowser) -> None:
    """A loop beside a script that fills memory is a loop; what grew is told by the renderer, not by what came first."""
    heap = "<p>before<script>const a=[];for(;;)a.push({x:Math.random()})</script><p>after"
    async with Browsers(found, tabs=3, limits=LIMITS) as browsers:
        pages = [look(browsers, html) for html in (HOSTILE["endless loop"][0], heap, "<p>a page")]
        captures = await asyncio.gather(*pages)

    noted = [capture.partial or capture.failure for capture in captures]
    assert [one and one.code for one in noted] == ["renderer-hang", "memory", None]


async def test_a_killed_browser_costs_nobody_a_verdict(
    found: FoundBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the browser is killed in mid-run, every page that was in it is opened again."""
    navigate = Tab.navigate
    under_way: set[Tab] = set()

    async def kill_at_the_third(tab: Tab, url: str, seconds: float) -> dict[str, Any]:
        under_way.add(tab)
        if len(under_way) == 3:
            os.kill(tab.process.pid, signal.SIGKILL)
        return await navigate(tab, url, seconds)

    monkeypatch.setattr(Tab, "navigate", kill_at_the_third)
    async with Browsers(found, tabs=3) as browsers:
        captures = await asyncio.gather(*(look(browsers, f"<p>page {i}") for i in range(3)))

    assert [(words(c), c.failure or c.partial) for c in captures] == [(f"page {i}", None) for i in range(3)]
    assert max(c.attempts for c in captures) == 2


@pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="needs /proc to see processes' environments"
)
async def test_no_process_is_left_behind(found: FoundBrowser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a browser nor its driver outlives the pool, not even after a page that crashed."""
    mark = f"MARK_{uuid.uuid4().hex}"
    monkeypatch.setenv(mark, "1")
    async with Browsers(found) as browsers:
        await asyncio.gather(look(browsers, HOSTILE["deep divs by script"][0]), look(browsers, "<p>x"))
        assert marked(mark)

    assert marked(mark) == []


def marked(mark: str) -> list[str]:
    """The command lines of the processes that carry ``mark`` in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            if mark.encode() in (entry / "environ").read_bytes() and (entry / "cmdline").read_bytes():
                found.append((entry / "cmdline").read_bytes().decode("utf-8", "replace"))
        except OSError:
            continue
    return found
