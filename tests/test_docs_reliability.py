"""docs/reliability.md knows every code and every fault."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from harness.browser.limits import CODES

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_documented(code: str) -> None:
    """With the sentence that reports say, written by benchmarks/fault_table.py."""
    assert f"| `{code}` | {CODES[code]} |" in TEXT


def test_every_fault_is_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its state and code; a new one is played and written by benchmarks/fault_table.py."""
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "browser"))
    from faults import FAULTS

    missing = [
        fault.name
        for theme in FAULTS.values()
        for fault in theme
        if not any(
            line.startswith(tuple(f"| {fault.name} | `{state}` |" for state in _states(fault)))
            and (f"`{fault.code}`" if fault.code else "|  |") in line
            for line in TEXT.splitlines()
        )
    ]
    assert missing == []
    assert "faults" in sys.modules


def _states(fault: Any) -> tuple[str, ...]:
    return (fault.state, "load_error") if fault.stopped else (fault.state,)
