"""A wording on a page: which places its kind may stand in, what is true of the page then, and the page itself."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from random import Random

from harness.core.model import Content, State
from harness.language.written import Wording
from harness.measure.faults.case import Case, Kind, Passage, Truth
from harness.measure.faults.specimen import Specimen
from harness.measure.notices.drawn import DRAWN, FOR
from harness.measure.notices.markup import Manner, Notice, manner
from harness.measure.notices.places import PLACES, Place, Placed
from harness.measure.notices.texts import TEXT_PLACES


class Form(StrEnum):
    """As what a page with a notice is handed over."""

    SERVED = "served"
    """The notice is in the HTML."""
    DRAWN = "drawn"
    """A script draws it: for the browser engine."""
    TEXT = "text"
    """As a scraper's text."""


FORMS: Mapping[Form, Mapping[str, Place]] = {Form.SERVED: PLACES, Form.DRAWN: DRAWN, Form.TEXT: TEXT_PLACES}
"""The places of each form."""


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
    accept: Mapping[str, frozenset[State]] = field(default_factory=dict)

    @property
    def places(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.stops, *self.beside)

    def drawn(self) -> Room:
        """The same where scripts draw."""
        return Room(
            tuple(drawn for place in self.stops for drawn in FOR.get(place, ())),
            tuple(drawn for place in self.beside for drawn in FOR.get(place, ())),
            {drawn: states for place, states in self.accept.items() for drawn in FOR.get(place, ())},
        )

    def accepted(self, place: str) -> frozenset[State]:
        """Further states that are right there."""
        return self.accept.get(place, frozenset())


@dataclass(frozen=True, slots=True)
class Put:
    """A wording put on a page.

    Args:
        case: the page with it, and its truth.
        place: where it stands.
        manner: how it is set; ``None`` in a scraper's text.
    """

    case: Case
    wording: Wording
    place: str
    manner: Manner | None
    form: Form = Form.SERVED

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


def room_for(kind: str, form: Form = Form.SERVED) -> Room:
    """Where notices of a kind may stand in pages of this form; nowhere, if the kind is not known."""
    room = rooms().get(kind, Room())
    if form is Form.DRAWN:
        return room.drawn()
    known = FORMS[form]
    return replace(
        room,
        stops=tuple(place for place in room.stops if place in known),
        beside=tuple(place for place in room.beside if place in known),
    )


def put(
    page: Specimen,
    wording: Wording,
    place: str,
    state: State | None,
    *,
    seed: int = 0,
    form: Form = Form.SERVED,
) -> Put | None:
    """The wording at a place of the page, or ``None`` where the page does not allow it.

    Args:
        state: the state of a page whose text stops at a notice of this kind.
        seed: the same seed gives the same page.
    """
    random = Random(f"{seed}/{page.case.page}/{wording.lang}/{wording.text}/{place}/{form}")
    how = manner(wording.kind, random)
    notice = Notice(wording, how, page.case.url or "")
    made = FORMS[form][place](page, notice, random)
    if made is None:
        return None
    truth = _truth(made, wording, room_for(wording.kind, form), place, state)
    case = replace(page.case, html=made.html, truth=truth, faults=(f"{wording.kind}@{place}",))
    return Put(case, wording, place, None if form is Form.TEXT else how, form)


def _truth(made: Placed, wording: Wording, room: Room, place: str, state: State | None) -> Truth:
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
