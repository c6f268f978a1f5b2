"""Verdicts on the current OpenTelemetry span, in programs that trace themselves."""

from __future__ import annotations

import sys

from harness.core.model import Verdict


def on_span(verdict: Verdict) -> Verdict:
    """Set a verdict's attributes on the current span, and return it.

    Nothing is loaded for that: a program that has a span has loaded OpenTelemetry itself. Of several verdicts within
    one span the last is told.
    """
    trace = sys.modules.get("opentelemetry.trace")
    if trace is not None and (span := trace.get_current_span()).is_recording():
        span.set_attributes(
            {
                "harness.state": verdict.state.value,
                "harness.content": verdict.content.value,
                "harness.whole_article": verdict.whole_article,
                "harness.also": [word.value for word in verdict.also],
                "harness.retry": verdict.retry.advice.value,
                "harness.words": verdict.article.words,
                "harness.rules": verdict.judged_by.rules if verdict.judged_by is not None else "",
            }
        )
    return verdict
