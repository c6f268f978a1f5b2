"""Saved pages: a folder with ``page.html`` and ``page.toml``, or a folder that holds such folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from harness.core.errors import SavedPageError, TargetError
from harness.sources.saved import read_saved_page
from harness.sources.source import Item, Limits, Source
from harness.sources.targets import exists

_NAMES = ("page.html", "page.html.gz", "page.html.zst", "page.toml")


def _read(target: str, limits: Limits) -> Iterator[Item]:
    folder = Path(target)
    if _is_saved_page(folder):
        yield read_saved_page(folder, limits)
        return
    children = _children(folder)
    if not children:
        raise TargetError(
            target,
            "this folder is no saved page: it has no page.html and page.toml, nor has a folder in it; "
            f"to check HTML files, name them: {folder}/*.html",
        )
    for child in children:
        try:
            yield read_saved_page(child, limits)
        except SavedPageError as error:
            yield error


def _children(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir() and _is_saved_page(path))


def _count(target: str) -> int:
    folder = Path(target)
    return 1 if _is_saved_page(folder) else len(_children(folder))


def _is_saved_page(folder: Path) -> bool:
    return any((folder / name).exists() for name in _NAMES)


SOURCE = Source(
    claims=lambda target: target != "-" and exists(target) and Path(target).is_dir(),
    read=_read,
    example="pages/seed-excerpt",
    count=_count,
)
