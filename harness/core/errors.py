"""What can go wrong so that harness cannot look.

HarnessError
├── UsageError        bad option, argument or configuration     exit 2
├── TargetError       the target cannot be read                 exit 3
│   └── SavedPageError    pages/<id>/ is incomplete or broken   exit 3
├── BrowserError      no browser, or it does not start          exit 3
├── RuleError         a rule of one's own is malformed          exit 2
│   └── RuleRaised        a rule raised, under --strict         exit 3
└── PhraseError       a phrase file is malformed                exit 2

A wall, a block, a 403 or a page that does not load is a verdict, never one of these.
"""

from __future__ import annotations

from collections.abc import Iterable


class HarnessError(Exception):
    """Base of all: harness could not look. The message is one sentence for people."""

    exit_code = 3


class UsageError(HarnessError):
    """A bad option, argument or setting; the message names it and the nearest right one."""

    exit_code = 2


class TargetError(HarnessError):
    """The target cannot be read: missing, unreadable, not HTML, too big.

    Args:
        target: what the user named.
        why: what is wrong with it, and what to do.
    """

    def __init__(self, target: str, why: str) -> None:
        super().__init__(f"{target}: {why}")
        self.target = target
        self.why = why

    def __reduce__(self) -> tuple[type[TargetError], tuple[str, str]]:
        return type(self), (self.target, self.why)


class SavedPageError(TargetError):
    """A saved-page folder is incomplete or its ``page.toml`` is broken (file, line, key in the message)."""


class BrowserError(HarnessError):
    """No browser was found, or it does not start; the message says what to do."""


class RuleError(HarnessError):
    """A rule is malformed, or raised while it looked.

    Args:
        rule: the rule's id.
        why: what is wrong.
    """

    exit_code = 2

    def __init__(self, rule: str, why: str) -> None:
        super().__init__(f"rule {rule}: {why}")
        self.rule = rule
        self.why = why

    def __reduce__(self) -> tuple[type[RuleError], tuple[str, str]]:
        return type(self), (self.rule, self.why)


class RuleRaised(RuleError):
    """A rule raised while it looked, and that was to be an error (``--strict``)."""

    exit_code = 3


class PhraseError(HarnessError):
    """A phrase file is malformed; the message names the file and what is wrong in it."""

    exit_code = 2


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'paywall'?`` for a misspelt word, or nothing: the end of an error's sentence."""
    # Imported here: the module costs start-up time and only mistakes need it.
    from difflib import get_close_matches

    by_fold = {name.casefold().replace("-", "_"): name for name in known}
    near = get_close_matches(word.casefold().replace("-", "_"), by_fold, n=1, cutoff=0.5)
    return f"; did you mean {by_fold[near[0]]!r}?" if near else ""
