"""From wordings to weights to figures: `python dev.py learn`.

    python -m learn [--corpus FOLDER] [--from teacher|student|figures]

The teacher is fine-tuned on the training wordings; the student learns from it and from them; its temperature and
what it calls unsure come from a student that did not see a fifth of the hands; then docs/notices.md gets its table.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "learn"
STEPS = ("teacher", "student", "figures")


def main() -> None:
    """Run the steps, each a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--corpus", type=Path, default=Path(os.environ.get("HARNESS_CORPUS", ROOT / "../shared/corpus"))
    )
    parser.add_argument("--from", dest="first", choices=STEPS, default="teacher")
    given = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    steps = STEPS[STEPS.index(given.first) :]
    teacher, corpus = WORK / "teacher.pt", ["--corpus", str(given.corpus)]
    if "teacher" in steps:
        run("train_teacher", teacher, *corpus)
    if "student" in steps:
        run("train_student", teacher, WORK / "notices.npz", *corpus, "--ship")
    run("report", teacher)


def run(module: str, *arguments: str | Path) -> None:
    """One step; a failed one ends all."""
    done = subprocess.run(
        [sys.executable, "-m", f"learn.{module}", *map(str, arguments)], cwd=ROOT, check=False
    )
    if done.returncode:
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    main()
