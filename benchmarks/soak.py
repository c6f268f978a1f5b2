"""A thousand loads, one in five a fault: verdicts written, memory of the Python process, what is left behind.

    python benchmarks/soak.py [LOADS]

Prints the figures, and exits with 1 when a verdict is missing, memory grows by more than a tenth from the
second quarter to the last, or anything is left behind.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "browser"))

from faults.soaking import soak

from harness.browser.process.launch import need_browser

GROWTH = 1.1


def main() -> int:
    """Run it and print what it found."""
    loads = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    start = time.monotonic()
    soaked = asyncio.run(soak(need_browser(), loads))
    took = time.monotonic() - start
    quarter = len(soaked.memory) // 4
    means = [sum(soaked.memory[i * quarter : (i + 1) * quarter]) / quarter for i in range(4)]
    print(
        f"{soaked.verdicts} of {soaked.loads} verdicts in {took:.0f} s ({soaked.loads / took:.2f} a second)"
    )
    print(f"not as expected: {len(soaked.wrong)}")
    for told in soaked.wrong:
        print(f"  {told}")
    print("memory of the Python process by quarters, MB:", " ".join(f"{mean:.0f}" for mean in means))
    print(f"last quarter / second quarter: {soaked.growth:.3f}")
    print(f"left behind: {len(soaked.left)}")
    for told in soaked.left:
        print(f"  {told}")
    return int(soaked.verdicts != soaked.loads or soaked.growth > GROWTH or bool(soaked.left))


if __name__ == "__main__":
    sys.exit(main())
