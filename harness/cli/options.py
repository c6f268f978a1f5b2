"""What several commands share: words with suggestions, settings, how stdout wants to be written."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO

import click
from click.shell_completion import CompletionItem

from harness.core.config import Settings, load_settings, use_own
from harness.core.errors import did_you_mean
from harness.report.writer import Paper

if TYPE_CHECKING:
    from harness.look.looking import Looking


class OneOf(click.ParamType[str]):
    """One of some words; a misspelt one is answered with the nearest."""

    name = "word"

    def __init__(self, what: str, words: Callable[[], list[str]]) -> None:
        self._what = what
        self._words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self._words():
            near = did_you_mean(str(value), self._words())
            end = near or f"; there are: {', '.join(self._words())}"
            self.fail(f"unknown {self._what} {str(value)!r}{end}", param, ctx)
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [CompletionItem(word) for word in self._words() if word.startswith(incomplete)]

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str | None:
        words = self._words()
        return "|".join(words) if len(words) <= 4 else self._what.upper()


def settings_with(**options: Any) -> Settings:
    """The settings, with the options that were given on the command line winning.

    Raises:
        UsageError: the configuration has an unknown key or a wrong value.
    """
    from dataclasses import replace

    given = {name: value for name, value in options.items() if value is not None}
    settings = replace(load_settings(), **given)
    use_own(settings)
    return settings


def looking_of(settings: Settings, **more: Any) -> Looking:
    """How pages are looked at, by the settings; ``more`` are further fields of it."""
    from harness.look.looking import Looking
    from harness.sources.source import MEGABYTE, Limits

    return Looking(
        engine=settings.engine,  # type: ignore[arg-type]  # checked where it was read
        timeout=settings.timeout,
        allow_private=settings.allow_private,
        limits=Limits(max_bytes=int(settings.max_mb * MEGABYTE)),
        **{"concurrency": settings.concurrency, **more},
    )


def paper_for(stream: TextIO) -> Paper:
    """How to write on a stream: in colour and with links on a terminal that has them, and never against
    ``NO_COLOR``; ``FORCE_COLOR`` and ``FORCE_HYPERLINK`` ask for them anywhere."""
    from harness.cli import terminal

    return Paper(
        stream,
        terminal.colour(stream),
        shutil.get_terminal_size((80, 24)).columns,
        links=terminal.links(stream),
    )


def stderr_is_terminal() -> bool:
    """Whether progress can be shown."""
    from harness.cli import terminal

    return terminal.obeys(sys.stderr)


def state_names() -> list[str]:
    """All states, in the order of the model."""
    from harness.core.model import State

    return [state.value for state in State]


def state_and_note_names() -> list[str]:
    """All words that a verdict's ``also`` may hold."""
    from harness.core.model import Note

    return [*state_names(), *(note.value for note in Note)]
