"""Where a project configures pytest, and how lines of ours come into it without touching what is there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_INI = "harness_pages = pages\nharness_engine = static\n"
_TOML = 'harness_pages = ["pages"]\nharness_engine = ["static"]\n'

_PLACES = (
    ("pytest.toml", "pytest"),
    (".pytest.toml", "pytest"),
    ("pytest.ini", "pytest"),
    (".pytest.ini", "pytest"),
    ("pyproject.toml", "tool.pytest"),
    ("pyproject.toml", "tool.pytest.ini_options"),
    ("tox.ini", "pytest"),
    ("setup.cfg", "tool:pytest"),
)
"""Files and their sections in the order in which pytest looks for them; the first that is there is its configuration."""

_ALONE = ("pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini")
"""Files that are pytest's also without a section."""


@dataclass(frozen=True, slots=True)
class Section:
    """A file with the lines in it that have saved pages collected.

    Args:
        file: where they stand, or go.
        text: the file's text with them; empty where they stand there already.
    """

    file: Path
    text: str


def with_pages(folder: Path) -> Section:
    """The project's pytest section, with its saved pages collected from now on."""
    for name, section in _PLACES:
        file = folder / name
        text = file.read_text(encoding="utf-8") if file.is_file() else None
        if text is None:
            continue
        header = re.search(rf"^\[{re.escape(section)}\][^\S\n]*(?:#.*)?$\n?", text, re.MULTILINE)
        if header is not None:
            if re.search(r"^\s*harness_pages\s*=", text, re.MULTILINE):
                return Section(file, "")
            start = text[: header.end()]
            return Section(
                file, start + ("" if start.endswith("\n") else "\n") + _lines(file) + text[header.end() :]
            )
        if name in _ALONE:
            return Section(file, _appended(text, f"[{section}]\n{_lines(file)}"))
    project = folder / "pyproject.toml"
    if project.is_file():
        text = project.read_text(encoding="utf-8")
        return Section(project, _appended(text, f"[tool.pytest.ini_options]\n{_TOML}"))
    return Section(folder / "pytest.ini", f"[pytest]\n{_INI}")


def _lines(file: Path) -> str:
    return _TOML if file.suffix == ".toml" else _INI


def _appended(text: str, more: str) -> str:
    return f"{text.rstrip()}\n\n{more}" if text.strip() else more
