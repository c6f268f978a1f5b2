"""What a verdict was judged by: this version, and everything a verdict depends on in one short hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from harness import __version__
from harness.core.model import JudgedBy
from harness.core.rulebook import STANDARD, Rulebook
from harness.language import phrasebook
from harness.rules import packaged_folders

_JUDGES = ("rules", "language", "reading", "observe", "browser/tab/probe.js", "core/model.py")
"""What a verdict depends on."""


def judged_by(rulebook: Rulebook = STANDARD) -> JudgedBy:
    """This version, and the hash of its rules, phrases, models, of how pages are read and judged, and of the rules,
    phrases and wordings of packages and of a project's own."""
    folders = (*packaged_folders(), *rulebook.rules, *phrasebook.packaged(), *rulebook.phrases)
    return _judged_by(folders, rulebook.wordings)


@lru_cache(maxsize=8)
def _judged_by(own: tuple[Path, ...], wordings: tuple[Path, ...]) -> JudgedBy:
    found = hashlib.sha256()
    package = files("harness")
    for name in _JUDGES:
        _add(found, package.joinpath(name), name)
    for folder in own:
        for path in _of_own(folder):
            _add(found, path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
    for file in wordings:
        _add(found, file, file.name)
    return JudgedBy(__version__, found.hexdigest()[:16])


def _of_own(folder: Path) -> Iterator[Path]:
    """What a folder of rules or phrases is made of. Where it lies does not matter."""
    yield from sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".toml"))


def _add(found: Any, node: Traversable, name: str) -> None:
    if node.is_dir():
        for child in sorted(node.iterdir(), key=lambda child: child.name):
            _add(found, child, f"{name}/{child.name}")
    elif not name.endswith(".pyc"):
        found.update(name.encode() + b"\0" + node.read_bytes() + b"\0")
