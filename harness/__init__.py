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
    from harness.check import acheck, acheck_many, check, judge, judge_page, judge_text
    from harness.errors import (
        BrowserError,
        HarnessError,
        RuleError,
        SavedPageError,
        TargetError,
        UsageError,
    )
    from harness.model import (
        Advice,
        ArticleFacts,
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

__version__ = "0.1.0"

__all__ = [
    "Advice",
    "ArticleFacts",
    "BrowserError",
    "Checked",
    "Content",
    "Engine",
    "Evidence",
    "HarnessError",
    "Note",
    "Retry",
    "RuleError",
    "SavedPageError",
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
    "harness.check": "acheck acheck_many check judge judge_page judge_text",
    "harness.errors": "BrowserError HarnessError RuleError SavedPageError TargetError UsageError",
    "harness.report.checked": "Checked",
    "harness.model": "Advice ArticleFacts Content Engine Evidence Note Retry Signal State TextSource Verdict",
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
