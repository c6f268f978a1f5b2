"""What the pytest plugin costs a project that does not use harness: pytest's collection with and without it.

    python benchmarks/plugin_import.py [--rounds 15]

Prints the median processor time of `pytest --collect-only` on a small project, with the plugin and with
`-p no:scraper_harness`, run in turns so that a busy machine disturbs both alike; and that of importing the plugin
alone, which is steadier. The plugin that it needs (syrupy) are loaded in both runs.
Exits 1 when either costs more than 30 ms.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import entry_points
from pathlib import Path

LIMIT = 0.030
INSTALLED = bool(entry_points(group="pytest11", name="scraper_harness"))
WITH = [] if INSTALLED else ["-p", "pytest_scraper_harness"]
WITHOUT = ["-p", "no:scraper_harness"] if INSTALLED else []


def seconds(folder: Path, extra: list[str]) -> float:
    """Processor time of one collection."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "pytest", "-q", "--collect-only", *extra],
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


IMPORT = """
import pytest, time
start = time.process_time()
import pytest_scraper_harness
print(time.process_time() - start)
"""


def import_seconds() -> float:
    """Processor time of importing the plugin where pytest is loaded."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    return float(done.stdout)


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(20):
            tests = "".join(f"def test_{n}():\n    pass\n\n\n" for n in range(20))
            (folder / f"test_{number}.py").write_text(tests)
        for extra in (WITH, WITHOUT):  # write the byte code
            seconds(folder, extra)
        pairs = [(seconds(folder, WITH), seconds(folder, WITHOUT)) for _ in range(rounds)]
    with_it = statistics.median(pair[0] for pair in pairs)
    without = statistics.median(pair[1] for pair in pairs)
    cost = statistics.median(pair[0] - pair[1] for pair in pairs)
    alone = statistics.median(import_seconds() for _ in range(rounds))
    print(f"collecting: with {1000 * with_it:.0f} ms, without {1000 * without:.0f} ms, {1000 * cost:+.1f} ms")
    print(f"importing the plugin: {1000 * alone:.1f} ms")
    return 0 if max(cost, alone) < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
