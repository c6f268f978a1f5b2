"""Which rules, phrases and wordings judge a page, as one frozen value that is handed on wherever one is judged."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from harness.core.arguments import need
from harness.core.errors import UsageError

Names = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""One path, or several."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules and words of harness and of installed packages, and what a project adds to them.

    It holds names, so that it can be handed to another process; what they name is read where it is first needed, once
    in a process.

    Args:
        rules: folders of rules, laid out as ``harness/rules`` is.
        phrases: folders of phrase files.
        wordings: files of notices, each with what it says.
        strict: a rule that raises is an error; else it is left out, and the verdict says so.
    """

    rules: tuple[Path, ...] = ()
    phrases: tuple[Path, ...] = ()
    wordings: tuple[Path, ...] = ()
    strict: bool = False

    @classmethod
    def of(
        cls, *, rules: Names = (), phrases: Names = (), wordings: Names = (), strict: bool = False
    ) -> Self:
        """The rulebook with a project's own rules, phrases and wordings; relative paths begin in the current folder.

        Raises:
            UsageError: there is no such folder or file.
        """
        return cls(
            tuple(_there("rules", rules, Path.is_dir, "folder")),
            tuple(_there("phrases", phrases, Path.is_dir, "folder")),
            tuple(_there("wordings", wordings, Path.is_file, "file")),
            strict,
        )

    @classmethod
    def default(cls) -> Rulebook:
        """The rulebook of whoever names none."""
        return STANDARD


STANDARD = Rulebook()
"""The rules and words of harness and of installed packages alone."""


def _there(name: str, given: Names, is_there: Callable[[Path], bool], what: str) -> Iterable[Path]:
    need(isinstance(given, str | os.PathLike | Iterable), name, f"a {what} or a list of them", given)
    for one in [given] if isinstance(given, str | os.PathLike) else given:
        need(isinstance(one, str | os.PathLike), name, f"a {what} or a list of them", one)
        path = Path(one).expanduser().resolve()
        if not is_there(path):
            raise UsageError(f"{name}: there is no {what} {path}")
        yield path
