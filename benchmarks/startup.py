"""What starting costs: `import harness` over bare Python, `harness check` over a minimal Playwright script.

    python benchmarks/startup.py [PAGE.html] [--rounds 7]

Wall time of whole processes, contenders taking turns, medians. The minimal script launches the same browser, opens
the same file and reads its text: what nobody can do without.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from harness.browser.process.launch import need_browser

SEED = Path(__file__).parent.parent / "pages" / "seed-excerpt"

MINIMAL = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=sys.argv[1])
    page = browser.new_page()
    page.goto("file://" + sys.argv[2], wait_until="domcontentloaded")
    print(len(page.inner_text("body")))
    browser.close()
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("page", type=Path, nargs="?", default=SEED)
    parser.add_argument("--rounds", type=int, default=7)
    told = parser.parse_args()
    page = told.page.resolve()
    file = page / "page.html" if page.is_dir() else page
    python = [sys.executable]
    harness = [*python, "-m", "harness"]
    contenders = {
        "python -c pass": [*python, "-c", "pass"],
        "import harness": [*python, "-c", "import harness"],
        "harness --help": [*harness, "--help"],
        "harness check, static": [*harness, "check", str(page), "--engine", "static"],
        "minimal Playwright script": [*python, "-c", MINIMAL, str(need_browser().path), str(file)],
        "harness check, browser": [*harness, "check", str(page), "--engine", "browser"],
    }
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(told.rounds):
        for name, command in contenders.items():
            began = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            times[name].append((time.perf_counter() - began) * 1000)
    found = {name: median(all_) for name, all_ in times.items()}
    for name, ms in found.items():
        print(f"{name:<28}{ms:8.0f} ms   {min(times[name]):6.0f} to {max(times[name]):6.0f}")
    over = found["import harness"] - found["python -c pass"]
    ratio = found["harness check, browser"] / found["minimal Playwright script"]
    print(
        f"import harness: {over:.0f} ms over bare Python; check in the browser: {ratio:.2f} x the minimal script"
    )


if __name__ == "__main__":
    main()
