"""Whatever a file holds, it costs its own verdict at most: a sentence, exit code 3, and the others are judged."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from harness.core.errors import TargetError
from harness.sources.page import Page
from harness.sources.targets import count_records, read_records
from tests.hostile_files import HTML, Make, hostile_files

ROOT = Path(__file__).parent.parent
FILES = dict(hostile_files())

MEASURED = """
import resource, subprocess, sys
ended = subprocess.run(sys.argv[2:])
with open(sys.argv[1], "w") as peak:
    peak.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024))
sys.exit(ended.returncode)
"""
"""Runs a command and writes down its peak in MB: a parent of its own, as the tests' process had browsers for children."""


def test_there_are_enough_of_them() -> None:
    """Of every kind of source."""
    assert len(FILES) >= 150


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_pages_or_sentences(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No exception of the reader's own comes through (strictly: none is caught at the last moment), no pipe is waited for."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (tmp_path / "tmp").mkdir()
    target = tmp_path / name
    make(FILES[name], target)

    items = list(read_records(str(target)))

    assert all(isinstance(item, Page | TargetError) for item in items)
    assert not any(
        re.search(r"\b[A-Z]\w+Error\b", str(item)) for item in items if isinstance(item, TargetError)
    )
    assert count_records(str(target)) >= 0
    del items
    assert list((tmp_path / "tmp").iterdir()) == []


def test_the_others_get_their_verdicts(tmp_path: Path) -> None:
    """All of them in one run, a good page first, in the middle and last: exit code 3, no traceback, 400 MB at most."""
    for name, made in FILES.items():
        make(made, tmp_path / name)
    names = sorted(FILES)
    for good in ("first.html", "middle.html", "last.html"):
        (tmp_path / good).write_bytes(HTML)
    half = len(names) // 2
    targets = ["first.html", *names[:half], "middle.html", *names[half:], "last.html"]

    check = [sys.executable, "-m", "harness", "check", *targets, "--engine", "static", "--format", "jsonl"]
    ran = subprocess.run(
        [sys.executable, "-c", MEASURED, "peak", *check],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HARNESS_STRICT": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    judged = [json.loads(line)["target"] for line in ran.stdout.splitlines()]
    assert "Traceback" not in ran.stderr
    assert ran.returncode == 3
    assert [name for name in judged if name in ("first.html", "middle.html", "last.html")] == [
        "first.html",
        "middle.html",
        "last.html",
    ]
    told = {name for name in names if any(name in line for line in (*judged, *ran.stderr.splitlines()))}
    assert sorted(set(names) - told) == []
    assert int((tmp_path / "peak").read_text()) < 500


def make(made: Make, path: Path) -> None:
    """Write a hostile file."""
    made(path)
