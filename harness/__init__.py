"""Tells what state a news page is in, how much of the article is there, and why.

    import harness

    verdict = harness.judge(html, url=url, status=200)
    if not verdict.whole_article:  # do not store it as one
        print(verdict.state, verdict.retry.advice)

Names are imported when they are first used, so that ``import harness`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harness.core.errors import (
        BrowserError,
        HarnessError,
        RuleError,
        SavedPageError,
        TargetError,
        UsageError,
    )
    from harness.core.model import (
        Advice,
        ArticleFacts,
        Consent,
        Content,
        Engine,
        Evidence,
        JudgedBy,
        Note,
        Retry,
        Signal,
        State,
        TextSource,
        Verdict,
    )
    from harness.core.rulebook import Rulebook
    from harness.look.change import Baseline, Recheck
    from harness.look.check import acheck, acheck_many, check, judge_page
    from harness.look.checked import Checked
    from harness.look.judge import judge, judge_text
    from harness.look.looking import Looking
    from harness.look.response import ajudge_response, judge_response
    from harness.web.manners import Manners
    from harness.web.session import Proxy, Session

__version__ = "0.1.0"

__all__ = [
    "Advice",
    "ArticleFacts",
    "Baseline",
    "BrowserError",
    "Checked",
    "Consent",
    "Content",
    "Engine",
    "Evidence",
    "HarnessError",
    "JudgedBy",
    "Looking",
    "Manners",
    "Note",
    "Proxy",
    "Recheck",
    "Retry",
    "RuleError",
    "Rulebook",
    "SavedPageError",
    "Session",
    "Signal",
    "State",
    "TargetError",
    "TextSource",
    "UsageError",
    "Verdict",
    "__version__",
    "acheck",
    "acheck_many",
    "ajudge_response",
    "check",
    "judge",
    "judge_page",
    "judge_response",
    "judge_text",
]

_HOMES = {
    "harness.look.check": "acheck acheck_many check judge_page",
    "harness.look.judge": "judge judge_text",
    "harness.look.response": "ajudge_response judge_response",
    "harness.core.errors": "BrowserError HarnessError RuleError SavedPageError TargetError UsageError",
    "harness.core.rulebook": "Rulebook",
    "harness.look.checked": "Checked",
    "harness.look.looking": "Looking",
    "harness.look.change": "Baseline Recheck",
    "harness.web.manners": "Manners",
    "harness.web.session": "Proxy Session",
    "harness.core.model": (
        "Advice ArticleFacts Consent Content Engine Evidence JudgedBy Note Retry Signal State TextSource Verdict"
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'harness' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
