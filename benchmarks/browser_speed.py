"""Pages a second through the browser: harness, a plain Playwright loop, crawl4ai, in one run.

    python benchmarks/browser_speed.py CORPUS [--pages 60] [--rounds 3] [--json]

All use the same browser program and the same saved pages, from disk. The contenders take turns in rounds, each
in a process of its own, so that what else runs here disturbs all alike; starting Python and the browser is not
counted. Ratios of medians are what travels between machines.

- *plain loop*: a fresh context a page, everything routed (the document fulfilled, the rest aborted), `goto` to
  DOMContentLoaded, `content()`; one page at a time, and two together.
- *harness*: `acheck_many(engine="browser")`: the same pages loaded, settled, observed and judged.
- *crawl4ai*: `arun_many` on the files, attached to the same headless shell; measured where it is installed. It opens
  local files in the browser only when told so (`process_in_browser`); else it reads them itself, which is its second
  row and no browser's speed.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median

Pages = list[tuple[str, bytes]]

CONTENDERS = ("plain loop", "plain loop, 2 together", "harness", "crawl4ai", "crawl4ai, no browser")
WARM_UP = 6
TOGETHER = int(os.environ.get("TOGETHER", "4"))
PLAIN = "plain loop"


def main() -> None:
    """Run the rounds, or be one contender of one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", choices=CONTENDERS, help="contenders; all by default")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--as", dest="contender", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.contender:
        print(json.dumps(asyncio.run(_timed(told.contender, _pages(told.corpus, told.pages)))))
        return
    rates: dict[str, list[float]] = {}
    for _ in range(told.rounds):
        for name in told.only or CONTENDERS:
            rate = _in_process(name, told)
            if rate:
                rates.setdefault(name, []).append(rate)
    _print(rates, told)


def _in_process(name: str, told: argparse.Namespace) -> float:
    command = [sys.executable, __file__, str(told.corpus), "--pages", str(told.pages), "--as", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return 0.0
    return float(json.loads(done.stdout.splitlines()[-1]))


def _print(rates: dict[str, list[float]], told: argparse.Namespace) -> None:
    plain = median(rates[PLAIN]) if PLAIN in rates else 0.0
    if told.json:
        print(json.dumps({"pages": told.pages, "rates": rates}))
        return
    print(f"{told.pages} pages, {told.rounds} rounds, {os.cpu_count()} cores; pages a second")
    for name, found in rates.items():
        ratio = f"{median(found) / plain:5.2f} x" if plain else ""
        print(f"{name:<26}{median(found):7.2f}  {min(found):6.2f} to {max(found):6.2f}  {ratio}")


def _pages(corpus: Path, most: int) -> Pages:
    """A sample of the corpus, the same every time: address and document."""
    labels = [json.loads(line) for line in (corpus / "labels.jsonl").read_text().splitlines()]
    some = [labels[i * len(labels) // most] for i in range(min(most, len(labels)))]
    found = []
    for number, label in enumerate(some):
        data = (corpus / label["path"]).read_bytes()
        html = gzip.decompress(data) if label["path"].endswith(".gz") else data
        found.append((label["url"] or f"https://page{number}.example/", html))
    return found


async def _timed(name: str, pages: Pages) -> float:
    run = {
        "plain loop": lambda p, ready: _plain(p, ready, 1),
        "plain loop, 2 together": lambda p, ready: _plain(p, ready, 2),
        "harness": _harness,
        "crawl4ai": lambda p, ready: _crawl4ai(p, ready, opened=True),
        "crawl4ai, no browser": lambda p, ready: _crawl4ai(p, ready, opened=False),
    }[name]
    began = 0.0

    def ready() -> None:
        nonlocal began
        began = time.perf_counter()

    await run(pages, ready)
    return len(pages) / (time.perf_counter() - began)


async def _plain(pages: Pages, ready: Callable[[], None], together: int) -> None:
    from playwright.async_api import Error, Route, async_playwright

    from harness.browser.process.launch import need_browser

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(need_browser().path))

        async def one(url: str, html: bytes) -> None:
            async def answer(route: Route) -> None:
                if route.request.is_navigation_request() and route.request.frame.parent_frame is None:
                    await route.fulfill(body=html, content_type="text/html")
                else:
                    await route.abort()

            context = await browser.new_context()
            try:
                await context.route("**/*", answer)
                page = await context.new_page()
                await page.goto(url, wait_until="domcontentloaded", timeout=10_000)
                await asyncio.wait_for(page.content(), 5)
            except (Error, TimeoutError):
                pass
            finally:
                await context.close()

        for url, html in pages[:WARM_UP]:
            await one(url, html)
        ready()
        await _over(pages, one, together)
        await browser.close()


async def _over(pages: Pages, one: Callable[[str, bytes], Awaitable[None]], together: int) -> None:
    waiting = iter(pages)

    async def lane() -> None:
        for url, html in waiting:
            await one(url, html)

    await asyncio.gather(*(lane() for _ in range(together)))


async def _harness(pages: Pages, ready: Callable[[], None]) -> None:
    from harness.browser.pool import Browsers
    from harness.look.check import acheck_many
    from harness.sources.page import Page

    async def judge(some: Pages, browsers: Browsers) -> None:
        saved = [Page(url, html, url=url) for url, html in some]
        async for checked in acheck_many(saved, engine="browser", concurrency=TOGETHER, browsers=browsers):
            assert checked.error is None, checked.error

    async with Browsers(tabs=TOGETHER) as browsers:
        await judge(pages[:WARM_UP], browsers)
        ready()
        await judge(pages, browsers)


async def _crawl4ai(pages: Pages, ready: Callable[[], None], *, opened: bool) -> None:
    from crawl4ai import AsyncWebCrawler, BrowserConfig, CacheMode, CrawlerRunConfig

    from harness.browser.process.launch import need_browser

    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, (_, html) in enumerate(pages):
            path = Path(folder) / f"{number}.html"
            path.write_bytes(html)
            files.append(path.as_uri())
        port = 19222
        profile = f"--user-data-dir={folder}/profile"
        switches = ["--headless", "--no-sandbox", f"--remote-debugging-port={port}", profile]
        # the same hermetic network as the others have
        switches += ["--host-resolver-rules=MAP * ~NOTFOUND"]
        process = await asyncio.create_subprocess_exec(
            str(need_browser().path),
            *switches,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Debian's program is a script that starts the browser
        )
        await _listens(port)
        try:
            config = BrowserConfig(cdp_url=f"http://127.0.0.1:{port}", verbose=False)
            each = CrawlerRunConfig(
                cache_mode=CacheMode.BYPASS, verbose=False, page_timeout=10_000, process_in_browser=opened
            )
            async with AsyncWebCrawler(config=config) as crawler:
                await crawler.arun_many(files[:WARM_UP], config=each)
                ready()
                await crawler.arun_many(files, config=each)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


async def _listens(port: int) -> None:
    for _ in range(100):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


if __name__ == "__main__":
    main()
