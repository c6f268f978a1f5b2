"""What a report is made of: one target's verdict, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from harness.core.errors import HarnessError
from harness.core.model import Verdict
from harness.look.change import Change
from harness.look.picture import Picture
from harness.sources.page import Expect
from harness.sources.source import NotAPage


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
        visits: the verdict of each visit, where there were several; ``verdict`` is the last one's.
        change: how the verdict stands to a baseline's, where there is one.
        picture: the page drawn with its evidence, where a report asked for that.
        seconds: how long looking took.
    """

    target: str
    verdict: Verdict | None = None
    error: HarnessError | None = None
    expect: Expect | None = None
    order: int = 0
    remark: str = ""
    visits: tuple[Verdict, ...] = ()
    change: Change | None = None
    picture: Picture | None = field(default=None, compare=False, repr=False)
    seconds: float = field(default=0.0, compare=False, repr=False)

    @property
    def differs(self) -> tuple[str, ...]:
        """How the verdict differs from what was expected, a sentence each; empty when it does not."""
        if self.expect is None or self.verdict is None:
            return ()
        found: list[str] = []
        if not self.expect.confirmed:
            found.append(
                "confirm the label: page.toml only proposes it; a person looks at the page, mends it "
                "where it is wrong, and takes the line `confirmed = false` out"
            )
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
        """As expected where something was; else whether it is a whole article, at every visit.

        Where there is a baseline, only a change of state fails.
        """
        if self.verdict is None:
            return False
        if self.change is not None:
            return not self.change.state_changed
        if self.visits and self.expect is None:
            return all(visit.whole_article for visit in self.visits)
        return not self.differs if self.expect is not None else self.verdict.whole_article

    @property
    def turns(self) -> tuple[int, ...]:
        """The visits, from 2, at which the state is another one than at the visit before."""
        pairs = enumerate(pairwise(self.visits), start=2)
        return tuple(number for number, (before, after) in pairs if before.state is not after.state)

    def to_json(self) -> dict[str, Any]:
        """The verdict's published form, with the visits and the change where there are any; of a page that could not be
        looked at, why (``error``), and of a record that is no page, what it is (``skipped``)."""
        if self.verdict is None:
            kind = "skipped" if isinstance(self.error, NotAPage) else "error"
            return {"target": self.target, kind: str(self.error or "it was not looked at")}
        told = self.verdict.to_json()
        if self.visits:
            told["visits"] = [visit.to_json() for visit in self.visits]
        if self.change is not None:
            told["change"] = self.change.to_json()
        return told
