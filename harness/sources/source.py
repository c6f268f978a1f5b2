"""What a source is: how to tell its targets, and how to read pages from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from harness.core.errors import TargetError
from harness.sources.page import Page

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading a target may cost.

    Args:
        max_bytes: longest document, in bytes after decompression; longer ones are refused.
        strict: what a reader raises is an error of harness's own; else it costs the target alone.
    """

    max_bytes: int = 10 * MEGABYTE
    strict: bool = False

    @property
    def whole(self) -> int:
        """Longest archive that has to be read whole before its first page is known, in bytes."""
        return WHOLE * self.max_bytes


WHOLE = 8
"""Documents that fit into an archive that is read whole."""

DEFAULT = Limits()


class NotAPage(TargetError):
    """A record of an archive that is no page and no failure: a redirect, a PDF, an empty answer."""


def megabytes(limits: Limits) -> str:
    """The cap for people: ``10 MB``."""
    return f"{limits.max_bytes / MEGABYTE:g} MB"


Item = Page | TargetError
"""A page, or why there is none. An error is handed on as a value, so that one bad page of a list,
a folder or an archive does not cost the others their verdicts."""


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of target. A source is a module of ``harness/sources/formats`` with a ``SOURCE``.

    Args:
        claims: whether a target, as the user wrote it, is of this kind. At most one source may say yes.
        read: its pages, one at a time, so that memory does not grow with the target. Raises
            :class:`TargetError` when the target as a whole cannot be read.
        example: a target of this kind, for help and error messages.
        count: how many pages there will be, for progress; ``None``: one a target.
        read_from: its pages from a place on, counted from 0, where those before need not be read for that.
        fallback: takes the files that no other source claims.
    """

    claims: Callable[[str], bool]
    read: Callable[[str, Limits], Iterator[Item]]
    example: str
    count: Callable[[str], int] | None = None
    read_from: Callable[[str, Limits, int], Iterator[Item]] | None = None
    fallback: bool = False
