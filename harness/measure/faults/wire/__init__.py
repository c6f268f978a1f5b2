"""Faults on the wire: one module each; its docstring is its documentation (``harness faults NAME``).

They are named in the address a client asks the fault server for: ``/stalled_body/open-poem``, with a number
where a fault takes one: ``/meter:3/open-poem``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from harness.core.model import State
from harness.measure.faults.exchange import Exchange


@dataclass(frozen=True, slots=True)
class WireFault:
    """Something done to a transfer on purpose.

    Args:
        serve: answers one request.
        state: what a client is left with that does not overcome the fault; ``full``: the page comes, only
            not as fast or straight as usual.
        patience: a client that does the right thing gets the page in the end.
        name: the module's name; set when it is found.
        doc: the module's docstring: its documentation.
    """

    serve: Callable[[Exchange], Awaitable[None]]
    state: State
    patience: bool = False
    name: str = ""
    doc: str = ""

    @property
    def summary(self) -> str:
        """The first paragraph of the documentation, on one line."""
        return " ".join(self.doc.split("\n\n")[0].split())


@cache
def all_wire_faults() -> Mapping[str, WireFault]:
    """The faults on the wire, by name."""
    found: dict[str, WireFault] = {}
    for info in pkgutil.iter_modules(__path__):
        module = import_module(f"{__name__}.{info.name}")
        found[info.name] = replace(module.FAULT, name=info.name, doc=(module.__doc__ or "").strip())
    return dict(sorted(found.items()))
