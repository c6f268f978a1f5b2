"""Verdicts on the current OpenTelemetry span."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

import harness

trace = pytest.importorskip("opentelemetry.trace", reason="the extra scraper-harness[otel] is not installed")

CUT = "<html lang=en><article><p>Article excerpt</p><p>The ferry was closed for two years and…</p>"


class Recorded(trace.NonRecordingSpan):  # type: ignore[misc,name-defined]  # the module is there or the file skipped
    """A span that keeps its attributes."""

    def __init__(self) -> None:
        super().__init__(trace.INVALID_SPAN_CONTEXT)
        self.seen: dict[str, Any] = {}

    def is_recording(self) -> bool:
        return True

    def set_attributes(self, attributes: Mapping[str, Any]) -> None:
        self.seen.update(attributes)


def test_a_verdict_stands_on_the_current_span() -> None:
    """The last one, of several."""
    span = Recorded()
    with trace.use_span(span):
        harness.judge_text("The ferry runs again.")
        verdict = harness.judge(CUT, url="https://news.example/ferry")

    assert verdict.judged_by is not None
    assert span.seen == {
        "harness.state": "truncated",
        "harness.content": verdict.content.value,
        "harness.whole_article": False,
        "harness.also": [word.value for word in verdict.also],
        "harness.retry": "none",
        "harness.words": verdict.article.words,
        "harness.rules": verdict.judged_by.rules,
    }


def test_outside_a_span_nothing_is_told() -> None:
    """Nor where the program has no tracing: OpenTelemetry is not loaded for it."""
    harness.judge(CUT)
    asked = "import harness, sys; harness.judge('<p>x'); sys.exit('opentelemetry' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
