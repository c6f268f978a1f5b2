"""What a report format is, and where it is found."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, TextIO, runtime_checkable

from harness.core.errors import UsageError, did_you_mean
from harness.look.checked import Checked
from harness.report import formats


@dataclass(frozen=True, slots=True)
class Paper:
    """What a report is written on.

    Args:
        stream: where it goes.
        colour: escape sequences may be used.
        width: columns, for formats that wrap lines.
        links: the terminal shows links.
        verbose: nothing is left out for shortness.
    """

    stream: TextIO
    colour: bool = False
    width: int = 80
    links: bool = False
    verbose: bool = False


class Writer(Protocol):
    """Writes one report. Each page is written as it comes, so that an interrupted run has them."""

    def add(self, checked: Checked) -> None:
        """Write one page. Those that could not be looked at are told on stderr, too."""

    def close(self) -> None:
        """Write what belongs at the end. Also called when the run was interrupted."""


@runtime_checkable
class TellsGone(Protocol):
    """A writer that also tells what only a baseline has."""

    def gone(self, verdicts: Sequence[Mapping[str, Any]]) -> None:
        """The earlier verdicts, in their JSON form, each with its ``change``. Called before :meth:`Writer.close`."""


Format = Callable[[Paper], Writer]
"""A report format is a module of ``harness/report/formats`` with a ``FORMAT`` that opens a writer."""


def format_names() -> list[str]:
    """The names of all formats: their files' names."""
    return sorted(info.name for info in pkgutil.iter_modules(formats.__path__))


def open_report(name: str, paper: Paper) -> Writer:
    """A writer of the format ``name``.

    Raises:
        UsageError: there is no such format.
    """
    if name not in format_names():
        raise UsageError(f"unknown format {name!r}{did_you_mean(name, format_names())}")
    opener: Format = import_module(f"{formats.__name__}.{name}").FORMAT
    return opener(paper)
