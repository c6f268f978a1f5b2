"""What several commands share: words with suggestions, settings, how stdout wants to be written."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click
from click.shell_completion import CompletionItem

from harness.core.config import Settings, load_settings
from harness.core.errors import did_you_mean
from harness.core.threshold import MostIncomplete
from harness.report.writer import Paper

if TYPE_CHECKING:
    from harness.look.looking import Looking

C = TypeVar("C", bound=Callable[..., Any])


class OneOf(click.ParamType[str]):
    """One of some words; a misspelt one is answered with the nearest."""

    name = "word"

    def __init__(self, what: str, words: Callable[[], list[str]]) -> None:
        self._what = what
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.words():
            near = did_you_mean(str(value), self.words())
            end = near or f"; there are: {', '.join(self.words())}"
            self.fail(f"unknown {self._what} {str(value)!r}{end}", param, ctx)
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [CompletionItem(word) for word in self.words() if word.startswith(incomplete)]

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str | None:
        words = self.words()
        return "|".join(words) if len(words) <= 4 else self._what.upper()


class Telltale(OneOf):
    """A state, a note or a rule's id. Rules are loaded only for a word that is neither."""

    def __init__(self) -> None:
        super().__init__("state or rule", _telltales)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(value) if value in state_and_note_names() else super().convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str | None:
        return "STATE|RULE"


def complete_telltales(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The shell completes states, notes and rules."""
    return Telltale().shell_complete(ctx, param, incomplete)


_ENDINGS = {
    ".sarif.json": "sarif",
    ".sarif": "sarif",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".xml": "junit",
    ".md": "markdown",
    ".txt": "text",
}
"""What a report's file is called, by the longest ending."""


def chosen_format(
    given: str | None, output: str | os.PathLike[str] | None, known: Collection[str], usual: str = "text"
) -> str:
    """The format of a report: the one that was asked for, else that of the file it goes to.

    Args:
        given: by name on the command line.
        output: the file, or ``None``.
        known: the formats that this command writes.
        usual: where neither says it.
    """
    if given is not None:
        return given
    name = os.fspath(output or "").lower()
    of_file = (form for end, form in _ENDINGS.items() if name.endswith(end) and form in known)
    return next(of_file, usual)


def format_option(command: C, names: Callable[[], list[str]]) -> C:
    """``--format``, which all commands that write reports have under this one name."""
    said = "How it is written; by the ending of -o FILE, else text."
    return click.option("--format", "form", type=OneOf("format", names), help=said)(command)


def max_incomplete_option(command: C) -> C:
    """``--max-incomplete``, for the commands that judge many pages."""
    said = "Exit 1 only when more than so many pages are incomplete: a share, 5%, or a number."
    return click.option("--max-incomplete", metavar="N%", help=said)(command)


def most_incomplete(settings: Settings) -> MostIncomplete | None:
    """The threshold of the settings, where there is one.

    Raises:
        UsageError: it is none.
    """
    return MostIncomplete.read(settings.max_incomplete) if settings.max_incomplete else None


def settings_with(**options: Any) -> Settings:
    """The settings, with the options that were given on the command line winning.

    Rules, phrases and wordings of the settings' own are read now: a mistake in them ends the run, not every page.

    Raises:
        UsageError: the configuration has an unknown key or a wrong value.
        RuleError: a rule is malformed.
        PhraseError: a phrase file is.
        UsageError: a file of wordings is.
    """
    from dataclasses import replace

    given = {name: value for name, value in options.items() if value is not None}
    settings = replace(load_settings(), **given)
    if settings.rules or settings.phrases or settings.wordings:
        from harness.rules import read_all  # which takes its time

        read_all(settings.rulebook)
    return settings


def looking_of(settings: Settings, **more: Any) -> Looking:
    """How pages are looked at, by the settings; ``more`` are further fields of it."""
    from harness.look.looking import Looking
    from harness.sources.source import MEGABYTE, Limits

    return Looking(
        engine=settings.engine,  # type: ignore[arg-type]  # checked where it was read
        timeout=settings.timeout,
        allow_private=settings.allow_private,
        limits=Limits(max_bytes=int(settings.max_mb * MEGABYTE), strict=settings.strict),
        rulebook=settings.rulebook,
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


def _telltales() -> list[str]:
    """States, notes, and all rules, those of the project's own included."""
    from harness.rules import all_rules

    return [*state_and_note_names(), *(rule.id for rule in all_rules(settings_with().rulebook))]


def state_and_note_names() -> list[str]:
    """All words that a verdict's ``also`` may hold."""
    from harness.core.model import Note

    return [*state_names(), *(note.value for note in Note)]
