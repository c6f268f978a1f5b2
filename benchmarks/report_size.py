"""How quickly a report of many pages opens and filters, in the browser that harness finds.

    python benchmarks/report_size.py                 2,000 pages, made of those in pages/
    python benchmarks/report_size.py --pages 500

The pages of pages/ are opened in the browser, with pictures, and repeated under other names until there are
enough. "Opens" is from the navigation to the first painted card with filters that answer; "filters" is from a
click on a state, or a typed letter, to the next painted frame. The median of five fresh browser pages; the
processor time is the renderer's up to there, which a busy machine does not change.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import CDPSession, async_playwright

from harness import acheck_many
from harness.browser.process.launch import need_browser
from harness.look.checked import Checked
from harness.report.html.render import Report, write_report

ROOT = Path(__file__).parents[1]
PAINTED = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)))"
FILTER = f"""async (step) => {{
    const began = performance.now();
    if (step === "state") document.querySelector('.chip[data-state="paywall"]').click();
    else {{
        const q = document.getElementById("q");
        q.value = step;
        q.dispatchEvent(new Event("input"));
    }}
    return await {PAINTED} - began;
}}"""


async def judged() -> list[Checked]:
    """The results of pages/, pictures taken."""
    many = acheck_many([ROOT / "pages"], engine="browser", concurrency=2, pictures=True)
    return [checked async for checked in many if checked.verdict is not None]


def repeated(results: list[Checked], count: int) -> list[Checked]:
    """As many results as asked for, each under a name of its own."""
    return [
        replace(results[i % len(results)], target=f"{results[i % len(results)].target}-{i}", order=i)
        for i in range(count)
    ]


async def measure(report: Path, rounds: int) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Milliseconds of each step, a round each: by the clock, and of the processor since the beginning."""
    taken: dict[str, list[float]] = {}
    spent: dict[str, list[float]] = {}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(need_browser().path), args=["--no-sandbox"]
        )
        for _ in range(rounds):
            page = await browser.new_page(viewport={"width": 1280, "height": 900})
            session = await page.context.new_cdp_session(page)
            await session.send("Performance.enable", {"timeDomain": "threadTicks"})

            async def note(name: str, milliseconds: float, session: CDPSession = session) -> None:
                told = (await session.send("Performance.getMetrics"))["metrics"]
                seconds = next(one["value"] for one in told if one["name"] == "ProcessTime")
                taken.setdefault(name, []).append(milliseconds)
                spent.setdefault(name, []).append(1000 * seconds)

            await page.goto(report.as_uri(), wait_until="commit")
            await page.wait_for_selector("html[data-ready] #list .body *", state="attached")
            await note("opens", await page.evaluate(PAINTED))
            for name, step in (("filters by state", "state"), ("searches", "harbour"), ("clears", "")):
                await note(name, await page.evaluate(FILTER, step))
            await page.wait_for_load_state("load")
            loaded = "performance.getEntriesByType('navigation')[0].loadEventEnd"
            await note("last picture is there", await page.evaluate(loaded))
            await page.close()
        await browser.close()
    return taken, spent


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    results = repeated(asyncio.run(judged()), options.pages)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        began = time.process_time()
        with path.open("w", encoding="utf-8") as stream:
            write_report(Report(results, made=datetime.now(UTC)), stream)
        written = time.process_time() - began
        shots = [len(c.picture.screenshot.jpeg) for c in results if c.picture and c.picture.screenshot]
        print(f"{options.pages} pages, {path.stat().st_size / 1e6:.1f} MB, {len(shots)} pictures,")
        print(f"median {statistics.median(shots) / 1e3:.1f} kB; written in {written:.2f} s of processor time")
        taken, spent = asyncio.run(measure(path, options.rounds))
        for name, times in taken.items():
            processor = statistics.median(spent[name])
            print(f"{name:22} {statistics.median(times):6.0f} ms, worst {max(times):6.0f} ms; ", end="")
            print(f"processor so far {processor:6.0f} ms")


if __name__ == "__main__":
    main()
