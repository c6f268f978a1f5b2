"""Files that are there whole or not at all, whatever dies meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PARTIAL = ".partial"
"""The ending of files under way; what a crash leaves of them is overwritten."""


@contextmanager
def atomically(path: Path) -> Iterator[Path]:
    """A file to write, which becomes ``path`` when all of it is on disk, and vanishes when it fails.

    Args:
        path: where it goes. Two writers of one path do not meet: each has a file of its own until the end.
    """
    partial = path.with_name(f"{path.name}.{os.getpid()}{PARTIAL}")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield partial
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def write_atomically(path: Path, data: bytes) -> None:
    """``data`` as the file ``path``."""
    with atomically(path) as partial:
        partial.write_bytes(data)


def sweep(folder: Path) -> None:
    """Take away what killed writers left."""
    for left in folder.glob(f"*{PARTIAL}"):
        left.unlink(missing_ok=True)
