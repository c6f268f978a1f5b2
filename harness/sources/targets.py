"""Which source reads a target, and its pages."""

from __future__ import annotations

import os
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path

from harness.core.errors import HarnessError, TargetError
from harness.sources import formats
from harness.sources.page import Page
from harness.sources.source import DEFAULT, Item, Limits, NotAPage, Source

Target = str | os.PathLike[str] | Page
"""What the library takes as a target: what a user would write at a prompt, a path, or a page in hand."""


@cache
def all_sources() -> tuple[Source, ...]:
    """Every source of ``harness/sources/formats``, by name; the fallback comes last."""
    names = sorted(info.name for info in pkgutil.iter_modules(formats.__path__))
    found = [import_module(f"{formats.__name__}.{name}").SOURCE for name in names]
    return tuple(sorted(found, key=lambda source: source.fallback))


def read_target(target: Target, limits: Limits = DEFAULT) -> Iterator[Item]:
    """The pages of one target. What cannot be read comes as a :class:`TargetError` among them.

    Args:
        target: a file, a folder, an archive, an address, ``@list``, ``-`` or a page that is already read.
        limits: what reading may cost.
    """
    found = False
    for item in read_records(target, limits):
        if not isinstance(item, NotAPage):
            found = True
            yield item
    if not found:
        yield TargetError(str(target), "it holds no page")


def read_records(target: Target, limits: Limits = DEFAULT, start: int = 0) -> Iterator[Item]:
    """:func:`read_target` with what an archive holds that is no page, for those who count everything.

    Args:
        target: as there.
        limits: as there.
        start: how many of its items are left out.
    """
    if isinstance(target, Page):
        yield from (target,)[start:]
        return
    name = os.fspath(target)
    if not name:
        yield TargetError("''", "the target is empty; name a file, a folder or an address")
        return
    if "\0" in name:
        yield TargetError(name, "a file name cannot hold a null character")
        return
    try:
        source = _source(name)
        if source.read_from is not None:
            items = source.read_from(name, limits, start)
        elif start:
            items = islice(read_records(name, limits), start, None)
        else:
            items = source.read(name, limits)
        empty = not start
        for item in items:
            empty = False
            yield item
        if empty:
            yield TargetError(name, "it holds no page")
    except TargetError as error:
        yield error
    except OSError as error:
        yield TargetError(name, os_reason(error))
    except HarnessError:
        raise
    except Exception as error:
        # What a stranger's file makes a reader raise costs that target only; a test of ours wants to know of it.
        if limits.strict:
            raise
        yield TargetError(name, f"it cannot be read: {type(error).__name__}: {error}")


def _source(name: str) -> Source:
    return next(source for source in all_sources() if source.claims(name))


def read_targets(targets: Iterable[Target], limits: Limits = DEFAULT) -> Iterator[Item]:
    """The pages of all targets, in order, one at a time."""
    for target in targets:
        yield from read_target(target, limits)


def count_pages(targets: Iterable[str]) -> int:
    """How many pages the targets hold, for progress; archives count what may be a page."""
    return sum(map(count_records, targets))


def count_records(target: str) -> int:
    """How many items :func:`read_records` gives of a target. What cannot be read is one, the error."""
    if "\0" in target or not target:
        return 1
    source = _source(target)
    try:
        return max(1, source.count(target)) if source.count is not None else 1
    except (OSError, TargetError):
        return 1


def os_reason(error: OSError) -> str:
    """Why a file could not be read, as a sentence for people."""
    match error:
        case FileNotFoundError():
            return "there is no such file or folder"
        case PermissionError():
            return "it may not be read; check its permissions"
        case IsADirectoryError():
            return "it is a folder, not a file"
    return f"it cannot be read ({error.strerror or error})"


def written_elsewhere(target: str) -> bool:
    """Whether the target is an address or a list, so that its ending says nothing of a file."""
    return "://" in target or target.startswith("@")


def exists(target: str) -> bool:
    """Whether the target names something on disk. Never raises: an over-long name does not exist."""
    try:
        return Path(target).exists()
    except OSError:
        return False
