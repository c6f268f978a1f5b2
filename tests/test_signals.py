"""A scheduler's SIGTERM and a closed terminal's SIGHUP end a run as Ctrl-C does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.hostile_files import HTML

ROOT = Path(__file__).parent.parent
POLITE = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.mark.parametrize("name", POLITE, ids=lambda name: name.name)
@pytest.mark.parametrize("engine", ["static", "browser"])
def test_what_is_judged_is_written_and_nothing_stays(
    name: signal.Signals, engine: str, tmp_path: Path
) -> None:
    """Verdicts that waited for their turn, too: exit code 130, no temporary folder, no process."""
    # the second target never comes to an end: standard input that nobody closes
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    for number in range(4):
        (tmp_path / f"{number}.html").write_bytes(HTML)
    run = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "harness",
            "check",
            "0.html",
            "1.html",
            "-",
            "--engine",
            engine,
            "--format",
            "jsonl",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(scratch)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    first = run.stdout.readline()

    run.send_signal(name)
    out, err = run.communicate()

    assert run.returncode == 130
    assert "interrupted" in err
    assert json.loads(first)["target"] == "0.html"
    assert {json.loads(line)["target"] for line in out.splitlines()} <= {"1.html"}
    assert list(scratch.iterdir()) == []
    for _ in range(100):  # a process that was ended takes a moment to be gone
        if not (left := _in(tmp_path)):
            break
        time.sleep(0.1)
    assert left == []


def test_nohup_is_obeyed(tmp_path: Path) -> None:
    """What the caller has us ignore stays ignored."""
    (tmp_path / "a.html").write_bytes(HTML)
    code = "import signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); from harness.cli import entry; "
    code += (
        "import threading, os; threading.Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGHUP)).start(); "
    )
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            code + "sys.argv = ['harness', 'check', 'a.html', '--engine', 'static']; entry()",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode in (0, 1), run.stderr


def _in(folder: Path) -> list[str]:
    """Processes that work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == folder:
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found
