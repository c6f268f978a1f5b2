"""What a fault is, and how faults and neutral edits are found, named and combined."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from random import Random

from harness.core.errors import UsageError, did_you_mean
from harness.core.model import State
from harness.measure.faults.case import Case
from harness.measure.faults.specimen import Specimen, examine

Apply = Callable[[Specimen, Random], Case | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something done to a complete page on purpose. ``None`` from ``apply``: the page does not allow it.

    Args:
        apply: the change; a pure function of the page and the random numbers.
        state: the state that it makes, where it is always the same one.
        traceable: the changed page alone shows that something is wrong.
        name: the module's name; set when it is found.
        doc: the module's docstring: its documentation.
    """

    apply: Apply
    state: State = State.FULL
    traceable: bool = True
    name: str = ""
    doc: str = ""

    @property
    def summary(self) -> str:
        """The first paragraph of the documentation, on one line."""
        return " ".join(self.doc.split("\n\n")[0].split())


@cache
def _found(package: str) -> Mapping[str, Fault]:
    found: dict[str, Fault] = {}
    home = import_module(package)
    for info in pkgutil.iter_modules(home.__path__):
        if not info.name.startswith("_"):
            module = import_module(f"{package}.{info.name}")
            found[info.name] = replace(module.FAULT, name=info.name, doc=(module.__doc__ or "").strip())
    return dict(sorted(found.items()))


def all_faults() -> Mapping[str, Fault]:
    """The faults on pages, by name."""
    return _found("harness.measure.faults.page")


def all_neutral() -> Mapping[str, Fault]:
    """The neutral edits, by name: they change a page and must not change its verdict."""
    return _found("harness.measure.faults.neutral")


def named(name: str) -> Fault:
    """The fault or neutral edit of that name.

    Raises:
        UsageError: there is none; the message names the nearest.
    """
    known = {**all_neutral(), **all_faults()}
    if name not in known:
        raise UsageError(f"there is no fault {name!r}{did_you_mean(name, known)} (harness faults lists them)")
    return known[name]


def combination(text: str) -> tuple[str, ...]:
    """``cut_ellipsis+error_beside`` as checked names.

    Raises:
        UsageError: a name is unknown.
    """
    names = tuple(part.strip() for part in text.split("+"))
    return tuple(named(name).name for name in names)


def mutate(specimen: Specimen, faults: Sequence[str], *, seed: int = 0) -> Case | None:
    """The page with faults, one after the other, and the truth they make.

    Args:
        specimen: a complete page.
        faults: their names.
        seed: the same seed, page and faults give the same page.

    Returns:
        ``None`` where one of them declines: the page's markup does not allow it.

    Raises:
        UsageError: a name is unknown.
    """
    case = specimen.case
    done: tuple[str, ...] = ()
    for name in faults:
        current = specimen if not done else _again(case)
        if current is None:
            return None
        random = Random(f"{seed}/{case.page}/{'+'.join((*done, name))}")
        changed = named(name).apply(current, random)
        if changed is None:
            return None
        done = (*done, name)
        case = replace(changed, faults=done)
    return case


def _again(case: Case) -> Specimen | None:
    """A changed page opened once more: what is known of its text stays."""
    opened = examine(case)
    return None if opened is None else replace(opened, case=replace(opened.case, truth=case.truth))
