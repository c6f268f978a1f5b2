"""Every regular expression that sees text of a page takes linear time: a page must not be able to hold a run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from harness.language.words import ends_in_ellipsis
from harness.observe.comments import is_heading
from tests.ambiguity import why_slow

ROOT = Path(__file__).parent.parent
ROOMS = sorted(
    {"(top)", *(path.name for path in (ROOT / "harness").iterdir() if path.is_dir())} - {"__pycache__"}
)
EDITS_OWN_PAGES = ("harness/measure/faults/", "harness/measure/notices/")
"""What faults are put into are pages of one's own: these patterns are not asked of anybody else's."""


@pytest.mark.parametrize(
    ("pattern", "how", "slow"),
    [
        (r"\W*(?:all\W*)?\d*\W*comments?", {"search": False}, True),
        (r"\W*(?:all\W*)?(?:\d+\W*)?comments?", {"search": False}, False),
        (r"(?:a+)+b", {}, True),
        (r"(?:[.#]?[\w-]+)+", {"search": False, "whole": True}, True),
        (r"[.#]?[\w-]+(?:[.#][\w-]+)*", {"search": False, "whole": True}, False),
        (r"(?:\s*\w+){1,6}x", {"search": False}, True),
        (r"\s+$", {}, True),
        (r"(?:a|b\s*+c?)*+", {}, False),
        (r'"([^"\\]*+(?:\\(?:.|\Z)[^"\\]*+)*+)"?', {"flags": re.S}, False),
        (r'"(?:a[^b]*+b)*+', {}, True),
        (r"(?<!\s)\s+$", {}, False),
        (r"\s+", {}, False),
        (r"\d+ words", {}, True),
        (r"\b\d+ words", {}, False),
        (r"/\*.*?\*/", {}, True),
        (r"/\*.*?\*/", {"search": False}, False),
        (r"\d[\d., ]*[., ]*x", {"search": False}, True),
        (r"\d[\d., ]*+[., ]*x", {"search": False}, False),
    ],
)
def test_the_check_tells_slow_patterns(pattern: str, how: dict[str, Any], slow: bool) -> None:
    """Those that were in harness once, and what they became, among them."""
    assert (why_slow(pattern, **how) is not None) is slow


@pytest.mark.parametrize("room", ROOMS)
def test_every_pattern_is_linear(room: str) -> None:
    """Each as it is used: looked for anywhere, matched at the beginning, or against the whole text."""
    slow = []
    for one in _patterns():
        if _room(one["where"]) != room or one["where"].startswith(EDITS_OWN_PAGES):
            continue
        uses = {(way not in ("match", "fullmatch"), way == "fullmatch") for way in one["ways"]}
        told = [why_slow(one["pattern"], one["flags"], search=search, whole=whole) for search, whole in uses]
        slow += [f"{one['where']}: {why} in {one['pattern'][:80]}" for why in told if why]
    assert slow == []


@pytest.mark.parametrize(
    "ask",
    [
        lambda n: is_heading("!" * n),
        lambda n: is_heading("comments" + "&" * n + "1" * n + "x"),
        lambda n: ends_in_ellipsis("→" + "a" * n + "→…"),
    ],
)
def test_twice_the_text_takes_twice_the_time(ask: Any) -> None:
    """Processor time, so that a busy machine does not count; sixteen times the text in at most sixty times the time."""

    def spent(n: int) -> float:
        began = time.process_time()
        ask(n)
        return time.process_time() - began

    few = min(spent(2_000) for _ in range(3))
    assert spent(32_000) <= max(60 * few, 0.05)


def _room(where: str) -> str:
    parts = where.split("/")
    return parts[1] if len(parts) > 2 else "(top)"


@lru_cache
def _patterns() -> list[dict[str, Any]]:
    told = subprocess.run(
        [sys.executable, "-W", "ignore", str(ROOT / "tests" / "our_patterns.py")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = [json.loads(line) for line in told.stdout.splitlines() if line.startswith("{")]
    assert len(found) > 100
    return found
