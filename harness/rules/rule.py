"""What a rule is: a state, a matcher, and whether what it sees can decide alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from harness.model import Evidence, Note, State
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
    """

    look: Look
    selectors: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    asks: str = ""

    def __call__(self, reading: Reading) -> tuple[Evidence, ...]:
        return self.look(reading)


@dataclass(frozen=True, slots=True)
class Rule:
    """One telltale. A rule is a module: its docstring explains it, its path is its id.

    Args:
        state: what it speaks for.
        when: what must be seen.
        decisive: direct evidence that can decide alone; else circumstantial, kept for the reader.
        beside: it holds beside the article and never is the verdict's state.
        id: set by the loader from the module's path.
        doc: set by the loader from the module's docstring.
    """

    state: State | Note
    when: Matcher
    decisive: bool = True
    beside: bool = False
    id: str = ""
    doc: str = ""
