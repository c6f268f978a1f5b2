"""What a report is made of: one target's verdict, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.errors import HarnessError
from harness.model import Verdict
from harness.sources.page import Expect

if TYPE_CHECKING:
    from harness.report.picture import Picture


@dataclass(frozen=True, slots=True)
class Checked:
    """One page that was to be looked at.

    Args:
        target: what the user named.
        verdict: the verdict, or ``None`` when harness could not look.
        error: why it could not, or ``None``.
        expect: what was expected: the page's own label or the user's ``--expect``.
        order: its place among the targets, from 0; results arrive as they finish.
        remark: what the reader should know about how it was looked at, or empty.
    """

    target: str
    verdict: Verdict | None = None
    error: HarnessError | None = None
    expect: Expect | None = None
    order: int = 0
    remark: str = ""

    @property
    def picture(self) -> Picture | None:
        """The page drawn with its evidence, where a report asked for that."""
        return self.verdict.picture if self.verdict is not None else None

    @property
    def differs(self) -> tuple[str, ...]:
        """How the verdict differs from what was expected, a sentence each; empty when it does not."""
        if self.expect is None or self.verdict is None:
            return ()
        found: list[str] = []
        if self.verdict.state.value != self.expect.state:
            found.append(f"expected {self.expect.state}, found {self.verdict.state}")
        if self.expect.content is not None and self.verdict.content.value != self.expect.content:
            found.append(f"expected content {self.expect.content}, found {self.verdict.content}")
        # A human need not list everything that holds too, but what is listed must be found.
        if missing := set(self.expect.also or ()) - {item.value for item in self.verdict.also}:
            found.append(f"expected also {', '.join(sorted(missing))}")
        return tuple(found)

    @property
    def passed(self) -> bool:
        """As expected where something was; else whether the reader gets the whole page."""
        if self.verdict is None:
            return False
        return not self.differs if self.expect is not None else self.verdict.complete
