"""How pages are looked at, as one frozen value: which engine, how long, with what in hand, how politely."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

from harness.core.arguments import need
from harness.core.errors import UsageError, did_you_mean
from harness.core.rulebook import STANDARD, Rulebook
from harness.look.change import TWO_OF_THREE, Baseline, Recheck
from harness.sources.source import DEFAULT, Limits
from harness.web.manners import POLITE, Manners
from harness.web.session import FRESH, Session, need_consent_extra

EngineName = Literal["auto", "browser", "static"]
"""``static`` reads the HTML, ``browser`` opens it, ``auto`` opens only what HTML alone cannot decide."""


@dataclass(frozen=True, slots=True)
class Looking:
    """How pages are looked at. Every option of :func:`harness.check` and its like is a field of this.

    Args:
        engine: see :data:`EngineName`.
        timeout: seconds each page may take, all in all.
        concurrency: how many pages are looked at together.
        limits: what reading a target may cost.
        session: what live pages are asked with: cookies, headers, proxy, user agent, viewport and the like.
        manners: how politely live pages are loaded: robots.txt, pace, retries, budget.
        visits: how often a live page is visited, first with a fresh profile, then with what was left in it;
            the verdict is the last visit's.
        allow_private: live pages may be on, and ask for, addresses of private networks.
        baseline: an earlier run; each result then has a ``change``.
        recheck: how many looks at a changed live page must agree before the change counts.
        pictures: draw each page with its evidence, for a report; the browser engine also takes a screenshot.
        resources: bytes of a live page's answers that are kept in its capture; ``None``: none are.
        rulebook: the rules, phrases and wordings that pages are judged by.
        turns: a folder in which processes that look at live pages keep their turns at hosts together.

    Raises:
        UsageError: an option is wrong; the message names it.
    """

    engine: EngineName = "auto"
    timeout: float = 30.0
    concurrency: int = 4
    limits: Limits = DEFAULT
    session: Session = FRESH
    manners: Manners = POLITE
    visits: int = 1
    allow_private: bool = False
    baseline: Baseline | None = field(default=None, repr=False)
    recheck: Recheck = TWO_OF_THREE
    pictures: bool = False
    resources: int | None = None
    rulebook: Rulebook = STANDARD
    turns: Path | None = None

    def __post_init__(self) -> None:
        names = get_args(EngineName)
        if self.engine not in names:
            raise UsageError(f"unknown engine {self.engine!r}{did_you_mean(str(self.engine), names)}")
        need(isinstance(self.timeout, int | float), "timeout", "a number of seconds", self.timeout)
        for name in ("concurrency", "visits"):
            need(isinstance(getattr(self, name), int), name, "a number", getattr(self, name))
        need(isinstance(self.rulebook, Rulebook), "rulebook", "a harness.Rulebook", self.rulebook)
        if not self.timeout > 0:
            raise UsageError(f"the timeout must be more than 0 seconds, not {self.timeout:g}")
        if self.concurrency < 1:
            raise UsageError(f"the concurrency must be at least 1, not {self.concurrency}")
        if self.visits < 1:
            raise UsageError(f"a page is visited at least once, not {self.visits} times")
        need_consent_extra(self.session)

    def but(self, **options: Any) -> Looking:
        """This, with other options.

        Raises:
            UsageError: there is no such option, or its value is wrong.
        """
        known = [one.name for one in fields(self)]
        for name in options:
            if name not in known:
                raise UsageError(f"there is no option {name!r}{did_you_mean(name, known)}")
        return replace(self, **options)


AS_USUAL = Looking()
