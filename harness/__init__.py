"""Tells what state a news page is in, how much of the article is there, and why.

    import harness

    verdict = harness.judge(html, url=url, status=200)
    if not verdict.complete:
        print(verdict.state, verdict.retry.advice)

Names are imported when they are first used, so that ``import harness`` costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harness.baseline import Baseline, Recheck
    from harness.check import acheck, acheck_many, check, judge_page
    from harness.errors import (
        BrowserError,
        HarnessError,
        RuleError,
        SavedPageError,
        TargetError,
        UsageError,
    )
    from harness.given import judge, judge_text
    from harness.manners.manners import Manners
    from harness.model import (
        Advice,
        ArticleFacts,
        Consent,
        Content,
        Engine,
        Evidence,
        Note,
        Retry,
        Signal,
        State,
        TextSource,
        Verdict,
    )
    from harness.report.checked import Checked
    from harness.session.session import Proxy, Session

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
    "Manners",
    "Note",
    "Proxy",
    "Recheck",
    "Retry",
    "RuleError",
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
    "check",
    "judge",
    "judge_page",
    "judge_text",
]

_HOMES = {
    "harness.check": "acheck acheck_many check judge_page",
    "harness.given": "judge judge_text",
    "harness.errors": "BrowserError HarnessError RuleError SavedPageError TargetError UsageError",
    "harness.report.checked": "Checked",
    "harness.baseline": "Baseline Recheck",
    "harness.manners.manners": "Manners",
    "harness.session.session": "Proxy Session",
    "harness.model": "Advice ArticleFacts Consent Content Engine Evidence Note Retry Signal State TextSource Verdict",
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


class _Package(ModuleType):
    """``harness.judge`` and ``harness.check`` are functions, also after their modules were imported.

    Importing ``harness.judge`` sets the package's attribute of that name to the module, which would
    hide the public function from then on.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _HOME and isinstance(value, ModuleType):
            return
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
