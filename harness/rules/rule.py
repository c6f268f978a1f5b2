"""What a rule is: a state, a matcher, and whether what it sees can decide alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from harness.core.model import Evidence, Note, State
from harness.reading import Reading

Look = Callable[[Reading], tuple[Evidence, ...]]
"""A question to a page; the answer is what was seen. Empty: no."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """A look at a page, with what it needs the engines to ask the DOM for.

    Args:
        look: the question.
        selectors: CSS selectors it reads from ``observation.hits``.
        marks: substrings of inline scripts it reads from ``observation.marks``.
        asks: the question in words, for ``harness check --why-not``.
        needs: what a page has when this sees anything: it sees nothing where none of these is
            (``hit .paywall``, ``mark x``, ``says paywall``, ``titled error``, ``short``).
            ``None``: not known, always look.
        how: how ``parts`` make the answer: ``all``, ``any`` or ``unless``; empty for a plain question.
        parts: the questions it is made of.
    """

    look: Look
    selectors: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    asks: str = ""
    needs: frozenset[str] | None = None
    how: str = ""
    parts: tuple[Matcher, ...] = ()

    def __call__(self, reading: Reading) -> tuple[Evidence, ...]:
        return self.look(reading)


SHORT = 300
"""A page of fewer visible words than this is short."""


def has(reading: Reading) -> frozenset[str]:
    """What a page has of that which matchers may need, in the words of :attr:`Matcher.needs`."""
    return frozenset(
        [
            *("hit " + selector for selector in reading.page.hits),
            *("mark " + mark for mark in reading.page.marks),
            *("says " + cls for cls in reading.spots),
            *("titled " + cls for cls in reading.title_spots),
            *(["short"] if reading.words < SHORT else []),
        ]
    )


def needed(word: str, names: Iterable[str]) -> frozenset[str]:
    """:attr:`Matcher.needs` of one kind: any of ``names``, said with ``word``."""
    return frozenset(f"{word} {name}" for name in names)


@dataclass(frozen=True, slots=True)
class Rule:
    """One telltale. A rule is a module: its docstring explains it, its path is its id.

    Or several are one module's ``RULES``, by id, each with its ``doc``.

    Args:
        state: what it speaks for.
        when: what must be seen.
        decisive: direct evidence that can decide alone; else circumstantial, kept for the reader.
        beside: it holds beside the article and never is the verdict's state.
        id: set by the loader, from the module's path or from what the rule is called in ``RULES``.
        doc: set by the loader from the module's docstring; of a rule in ``RULES``, its documentation: the first
            line says what is on the page, the others why it is asked so.
    """

    state: State | Note
    when: Matcher
    decisive: bool = True
    beside: bool = False
    id: str = ""
    doc: str = ""
