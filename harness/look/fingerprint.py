"""What a verdict was judged by: this version, and everything a verdict depends on in one short hash."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from harness import __version__
from harness.core.model import JudgedBy

_JUDGES = ("rules", "language", "reading", "observe", "browser/tab/probe.js", "core/model.py")
"""What a verdict depends on."""


@cache
def judged_by() -> JudgedBy:
    """This version, and the hash of its rules, phrases, models, and of how pages are read and judged."""
    found = hashlib.sha256()
    package = files("harness")
    for name in _JUDGES:
        _add(found, package.joinpath(name), name)
    return JudgedBy(__version__, found.hexdigest()[:16])


def _add(found: Any, node: Traversable, name: str) -> None:
    if node.is_dir():
        for child in sorted(node.iterdir(), key=lambda child: child.name):
            _add(found, child, f"{name}/{child.name}")
    elif not name.endswith(".pyc"):
        found.update(name.encode() + b"\0" + node.read_bytes() + b"\0")
