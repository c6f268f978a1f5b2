"""Which failures pass by themselves: those are loaded again, and are no change of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.core.model import RETRY, Advice, State, Verdict

PASSING = frozenset(
    "timeout-connect timeout-load stalled-body truncated-body cut-gzip network dns crash browser-hang "
    "robots-unreadable".split()
)
"""Codes of ``load_error`` that say something of the moment, not of the page."""

_NOT_NOW = frozenset({"robots-unreadable", "dns"})
"""Of those, what a second try within the minute does not mend."""

_DOWN = frozenset({State.SERVER_ERROR.value, State.MAINTENANCE.value})


def load_code(verdict: Mapping[str, Any]) -> str:
    """The code of a ``load_error``, from a verdict's JSON form; empty where there is none."""
    for signal in verdict.get("signals", ()):
        if signal.get("state") == State.LOAD_ERROR.value:
            for evidence in signal.get("evidence", ()):
                if evidence.get("where") == "load":
                    return str(evidence.get("excerpt", "")).partition(":")[0].strip()
    return ""


def is_down(verdict: Mapping[str, Any]) -> bool:
    """Whether a verdict, in its JSON form, says that the site is down, and so nothing of the page."""
    state = verdict.get("state")
    return state in _DOWN or (state == State.LOAD_ERROR.value and load_code(verdict) in PASSING)


def worth_loading_again(verdict: Verdict) -> bool:
    """Whether the page may be there a moment later. A wall or a block never is; nor is what robots.txt closes."""
    if verdict.state is State.RATE_LIMITED:
        return verdict.retry.after_s is not None  # the site says when
    if RETRY[verdict.state] is not Advice.TRANSIENT:
        return False
    if verdict.state is not State.LOAD_ERROR:
        return True
    return code_of(verdict) in PASSING - _NOT_NOW


def code_of(verdict: Verdict) -> str:
    """The code of a ``load_error``; empty where there is none."""
    found = (
        evidence.excerpt
        for signal in verdict.signals
        if signal.state is State.LOAD_ERROR
        for evidence in signal.evidence
        if evidence.where == "load"
    )
    return next(found, "").partition(":")[0].strip()
