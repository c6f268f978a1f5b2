"""A wording on a page: which places its kind may stand in, what is true of the page then, and the page itself."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from random import Random

from harness.core.model import Content, State
from harness.language.written import Wording
from harness.measure.faults.case import Case, Kind, Passage, Truth
from harness.measure.faults.specimen import Specimen
from harness.measure.notices.markup import Manner, Notice, manner
from harness.measure.notices.places import PLACES, Placed
from harness.measure.notices.texts import TEXT_PLACES


@dataclass(frozen=True, slots=True)
class Room:
    """Where notices of one kind may stand.

    Args:
        stops: places where the notice stands for missing text.
        beside: places beside a whole text.
        accept: by place, further states that are right.
    """

    stops: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    accept: Mapping[str, frozenset[State]] | None = None

    def accepted(self, place: str) -> frozenset[State]:
        """Further states that are right there."""
        return (self.accept or {}).get(place, frozenset())


@dataclass(frozen=True, slots=True)
class Put:
    """A wording put on a page.

    Args:
        case: the page with it, and its truth.
        place: where it stands.
        manner: how it is set; ``None`` in a scraper's text.
        text: ``case.html`` is a scraper's text.
    """

    case: Case
    wording: Wording
    place: str
    manner: Manner | None
    text: bool = False

    @property
    def stops(self) -> bool:
        """Whether text is missing."""
        return self.case.truth.state is not State.FULL


@cache
def rooms() -> Mapping[str, Room]:
    """Where each kind may stand (``kinds.toml``)."""
    table = tomllib.loads(files("harness.measure.notices").joinpath("kinds.toml").read_text(encoding="utf-8"))
    return {
        kind: Room(
            tuple(row.get("stops", ())),
            tuple(row.get("beside", ())),
            {
                place: frozenset(State(name) for name in names)
                for place, names in row.get("accept", {}).items()
            },
        )
        for kind, row in table.items()
    }


def places_of(kind: str) -> tuple[str, ...]:
    """All places of a kind; none of a kind that is not known."""
    room = rooms().get(kind, Room())
    return (*room.stops, *room.beside)


def put(
    page: Specimen,
    wording: Wording,
    place: str,
    state: State | None,
    *,
    seed: int = 0,
    text: bool = False,
) -> Put | None:
    """The wording at a place of the page, or ``None`` where the page does not allow it.

    Args:
        state: the state of a page whose text stops at a notice of this kind.
        seed: the same seed gives the same page.
        text: as a scraper's text, without the HTML.
    """
    random = Random(f"{seed}/{page.case.page}/{wording.lang}/{wording.text}/{place}/{text}")
    how = manner(wording.kind, random)
    notice = Notice(wording, how, page.case.url or "")
    made = (TEXT_PLACES if text else PLACES)[place](page, notice, random)
    if made is None:
        return None
    truth = _truth(made, wording, place, state)
    case = replace(page.case, html=made.html, truth=truth, faults=(f"{wording.kind}@{place}",))
    return Put(case, wording, place, None if text else how, text)


def _truth(made: Placed, wording: Wording, place: str, state: State | None) -> Truth:
    room = rooms()[wording.kind]
    foreign = tuple(Passage(Kind.WALL, line) for line in wording.lines)
    if place in room.beside or state is None:
        return Truth(State.FULL, Content.COMPLETE, text=made.kept, foreign=foreign)
    return Truth(
        state,
        Content.PARTIAL if made.kept else Content.NONE,
        text=made.kept,
        withheld=made.lost,
        foreign=foreign,
        accept=room.accepted(place),
    )


def allowed(kind: str, *, text: bool, only: Sequence[str] = ()) -> tuple[str, ...]:
    """The places of a kind that there are in HTML, or in a scraper's text, cut down to ``only``."""
    known = TEXT_PLACES if text else PLACES
    return tuple(place for place in places_of(kind) if place in known and (not only or place in only))
