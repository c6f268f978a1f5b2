"""The edits that perturbation tests make on complete pages: which they are, and what they must do.

They are the faults and neutral edits of ``harness audit``, some in several strengths: cuts after 30, 50 and
70 %, offers in ten languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case
from harness.measure.faults.fault import Apply, Fault, all_faults, all_neutral
from harness.measure.faults.page import cut_ellipsis
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import languages


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


ASKED = (
    "read_on_link",
    "teaser_offer",
    "overlay",
    "fade",
    "error_in_place",
    "error_after_cut",
    "excerpt_with_error",
    "consent_wall",
    "challenge",
)
"""The harmful edits beside ``cut_ellipsis`` and the offers by language; all other faults are further ones."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit.

    Args:
        apply: the change; ``None`` from it: the page does not allow it.
        rare: made on a share of the pages only, the same ones every time: one of so many.
    """

    name: str
    group: Group
    apply: Apply
    rare: int = 1

    def made(self, page: Specimen, seed: int) -> Case | None:
        """The page with this edit, or ``None``; the same seed gives the same page."""
        name = f"{seed}/{page.case.page}/{self.name}"
        if self.rare > 1 and Random(f"{name}/rare").randrange(self.rare):
            return None
        made = self.apply(page, Random(name))
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
    offer = faults["teaser_offer"].apply
    for lang in languages():
        in_it: Apply = partial(_in_language, lang, offer)
        yield Edit(f"teaser_offer_{lang}", Group.HARMFUL, in_it, rare=len(languages()))
    for name, fault in faults.items():
        if name not in ASKED and name != "cut_ellipsis":
            yield Edit(name, _group(fault), fault.apply)


def _group(fault: Fault) -> Group:
    return Group.FURTHER if fault.traceable else Group.TRACELESS


_LANG = re.compile(r"(<html\b[^>]*?\slang\s*=\s*)([\"'])[^\"']*\2", re.I)
_HTML = re.compile(r"<html\b", re.I)


def _in_language(
    lang: str, offer: Callable[[Specimen, Random], Case | None], page: Specimen, random: Random
) -> Case | None:
    """The page as one that says it is in ``lang``, with an offer in it: its own words do not matter here."""
    case = offer(replace(page, case=replace(page.case, lang=lang)), random)
    if case is None or isinstance(case.html, bytes):
        return None
    html, found = _LANG.subn(rf"\g<1>\g<2>{lang}\g<2>", case.html, count=1)
    if not found:
        html = _HTML.sub(f'<html lang="{lang}"', html, count=1)
    return replace(case, html=html)


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
