"""Folders: one saved page (``page.html`` and ``page.toml``), or whatever saved pages and HTML files lie in it and below.

Files come in the order of their names, so that a folder gives the same pages in the same order on every machine. What
a browser saved beside a page (``story_files``), hidden folders and links to folders are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from harness.core.errors import SavedPageError, TargetError
from harness.sources.beside import is_beside
from harness.sources.formats.html import is_html_name
from harness.sources.saved import read_saved_page
from harness.sources.source import Item, Limits, Source
from harness.sources.targets import exists, read_records

_NAMES = ("page.html", "page.html.gz", "page.html.zst", "page.toml")


def _read(target: str, limits: Limits, start: int = 0) -> Iterator[Item]:
    folder = Path(target)
    if _is_saved_page(folder):
        if not start:
            yield read_saved_page(folder, limits)
        return
    found = start > 0
    for path in islice(_pages(folder), start, None):
        found = True
        if path.is_dir():
            try:
                yield read_saved_page(path, limits)
            except SavedPageError as error:
                yield error
        else:
            yield from read_records(str(path) if len(path.parts) > 1 else f"./{path}", limits)
    if not found:
        raise TargetError(
            target,
            "this folder is no saved page (page.html and page.toml), and holds none and no HTML file; "
            f"to check other files, name them: {folder}/*",
        )


def _pages(folder: Path) -> Iterator[Path]:
    """Saved-page folders and HTML files, in it and below; none is read."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path.is_dir():
            if path is not folder and _is_saved_page(path):
                yield path
            else:
                waiting += reversed(_inside(path))
        else:
            yield path


def _inside(folder: Path) -> list[Path]:
    paths = sorted(folder.iterdir())
    files = {path.name for path in paths if is_html_name(path.name)}
    return [path for path in paths if path.name in files or _is_to_enter(path, files)]


def _is_to_enter(path: Path, files: set[str]) -> bool:
    return (
        not path.name.startswith(".")
        and not path.is_symlink()
        and path.is_dir()
        and not is_beside(path.name, files)
    )


def _count(target: str) -> int:
    folder = Path(target)
    return 1 if _is_saved_page(folder) else sum(1 for _ in _pages(folder))


def _is_saved_page(folder: Path) -> bool:
    return any((folder / name).exists() for name in _NAMES)


SOURCE = Source(
    claims=lambda target: target != "-" and exists(target) and Path(target).is_dir(),
    read=_read,
    read_from=_read,
    example="pages/seed-excerpt",
    count=_count,
)
