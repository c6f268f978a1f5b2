"""What a scraper is given, and what is true of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from harness.core.model import Content, Note, State


class Kind(StrEnum):
    """What a text that does not belong into a scraper's output is."""

    WALL = "wall"
    ERROR = "error"
    CHROME = "chrome"
    SCRAMBLED = "scrambled"
    MOJIBAKE = "mojibake"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text on the page that is no main text."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of a page, from its label or from the faults that made it.

    Args:
        state: the state a human would give.
        content: how much of the main text a reader can see.
        also: further states and observations that hold.
        text: the main text that a reader can see, in order; ``None``: not known.
        withheld: main text that the page keeps from its reader (cut away, hidden, only in data).
        foreign: texts on the page that are no main text.
        accept: further states that are a right answer, where two words fit.
    """

    state: State
    content: Content
    also: frozenset[str] = frozenset()
    text: str | None = None
    withheld: str = ""
    foreign: tuple[Passage, ...] = ()
    accept: frozenset[State] = frozenset()

    @property
    def complete(self) -> bool:
        """Whether a scraper can return the whole article, so that flagging it would be a false alarm."""
        return self.content is Content.COMPLETE and self.state is State.FULL

    def cut(
        self, kept: str, lost: str, state: State, *also: str, content: Content = Content.PARTIAL
    ) -> Truth:
        """The truth when only ``kept`` of the text is still seen."""
        return replace(
            self,
            state=state,
            content=content,
            also=self.also | set(also),
            text=kept,
            withheld=f"{lost}\n{self.withheld}".strip(),
        )

    def instead(self, state: State, kind: Kind, *texts: str, also: tuple[str, ...] = ()) -> Truth:
        """The truth when something else stands in place of the article."""
        return replace(
            self,
            state=state,
            content=Content.NONE,
            also=frozenset(also),
            text="",
            withheld="\n".join(t for t in (self.text, self.withheld) if t),
            foreign=(*self.foreign, *(Passage(kind, t) for t in texts)),
        )

    def beside(self, kind: Kind | None, *texts: str, also: tuple[str | State | Note, ...] = ()) -> Truth:
        """The truth when ``texts`` stand beside the article."""
        more = () if kind is None else tuple(Passage(kind, t) for t in texts)
        return replace(self, also=self.also | {str(a) for a in also}, foreign=(*self.foreign, *more))


@dataclass(frozen=True, slots=True)
class Case:
    """One page, as it is or with faults, and its truth.

    Args:
        page: the page's id.
        html: the document, as text or (where the bytes are the fault) as bytes.
        truth: what is true of it.
        url: the address a scraper is told.
        status: its HTTP status.
        headers: its response headers, lower-case names.
        faults: names of the faults, in the order they were applied; none: the page as it is.
        lang: the page's language.
    """

    page: str
    html: bytes | str
    truth: Truth
    url: str | None = None
    status: int | None = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    lang: str | None = None

    @property
    def id(self) -> str:
        """``open-poem`` or ``open-poem+cut_ellipsis``."""
        return "+".join((self.page, *self.faults))

    @property
    def row(self) -> str:
        """What it counts for: its faults, or the state of a page without any."""
        return "+".join(self.faults) or f"as is: {self.truth.state.value}"

    @property
    def body(self) -> bytes:
        """The document as bytes (UTF-8 unless the fault says otherwise)."""
        return self.html if isinstance(self.html, bytes) else self.html.encode("utf-8", "replace")
