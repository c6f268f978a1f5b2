"""The edits that perturbation tests make on complete pages: which they are, and what they must do.

They are the faults and neutral edits of ``harness audit``, cuts after 30, 50 and 70 %. Faults that hang on the
sentences they write are left out: rules were made with such sentences at hand. ``harness bench --wordings`` asks the
same in words that nothing was made with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case
from harness.measure.faults.fault import Apply, Fault, all_faults, all_neutral
from harness.measure.faults.page import cut_ellipsis
from harness.measure.faults.specimen import Specimen


class Group(StrEnum):
    """What an edit is for."""

    NEUTRAL = "neutral"
    """It must keep the verdict's state, whatever that was."""
    HARMFUL = "harmful"
    """It must be caught with the right state."""
    FURTHER = "further"
    """The same, for the other faults that harness knows; some leave the page full beside a flaw."""
    TRACELESS = "traceless"
    """Nothing on the page tells; measured so that the figures do not hide it."""


ASKED = ("read_on_link", "excerpt_with_error", "challenge")
"""The harmful edits beside ``cut_ellipsis``; all other faults are further ones."""

IN_WORDS = frozenset(
    "adblock_wall consent_wall error_after_cut error_in_place fade login_wall maintenance overlay parked soft_404 "
    "teaser_offer teaser_register".split()
)
"""Faults that are told by their sentences alone: measured with wordings, not here."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit.

    Args:
        apply: the change; ``None`` from it: the page does not allow it.
    """

    name: str
    group: Group
    apply: Apply

    def made(self, page: Specimen, seed: int) -> Case | None:
        """The page with this edit, or ``None``; the same seed gives the same page."""
        made = self.apply(page, Random(f"{seed}/{page.case.page}/{self.name}"))
        return None if made is None else replace(made, faults=(self.name,))


@cache
def all_edits() -> Mapping[str, Edit]:
    """All edits by name, neutral ones first."""
    return {edit.name: edit for edit in _edits()}


def _edits() -> Iterator[Edit]:
    for name, fault in all_neutral().items():
        yield Edit(name, Group.NEUTRAL, fault.apply)
    for share in cut_ellipsis.SHARES:
        yield Edit(f"cut_ellipsis_{share * 100:.0f}", Group.HARMFUL, partial(cut_ellipsis.cut_after, share))
    faults = all_faults()
    for name in ASKED:
        yield Edit(name, Group.HARMFUL, faults[name].apply)
    for name, fault in faults.items():
        if name not in (*ASKED, *IN_WORDS, "cut_ellipsis"):
            yield Edit(name, _group(fault), fault.apply)


def _group(fault: Fault) -> Group:
    return Group.FURTHER if fault.traceable else Group.TRACELESS


def keeps(edit: Edit, case: Case, before: State, after: State) -> bool:
    """Whether the verdict after the edit is the right one.

    Args:
        case: the page that the edit made.
        before: the state of the page as it was.
        after: the state after the edit.
    """
    if edit.group is Group.NEUTRAL:
        return after is before
    return after is case.truth.state or after in case.truth.accept
