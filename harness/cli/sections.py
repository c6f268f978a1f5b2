"""Options in sections, so that a long ``--help`` can be read: each option says in which it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import click

from harness.cli.options import OneOf

C = TypeVar("C", bound=Callable[..., Any])

_FIRST = "Options"


class SectionOption(click.Option):
    """An option with the title of its section."""

    def __init__(self, *args: Any, section: str = _FIRST, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


class Sectioned(click.Command):
    """A command whose help shows its options by section, in the order of their first option."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options; those without a section come first."""
        sections: dict[str, list[tuple[str, str]]] = {_FIRST: []}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            if record is not None:
                sections.setdefault(getattr(param, "section", _FIRST), []).append(record)
        for title, records in sections.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records, col_max=28)
        if words := dict(_words(ctx, self.get_params(ctx))):
            with formatter.section("Words"):
                formatter.write_dl(list(words.items()), col_max=28)


def _words(ctx: click.Context, params: Sequence[click.Parameter]) -> Iterator[tuple[str, str]]:
    """What a placeholder such as STATE stands for, where its words are too many to stand in its place."""
    for param in params:
        kind = param.type
        if isinstance(kind, OneOf) and (name := kind.get_metavar(param, ctx)) and name.isalpha():
            yield name, ", ".join(kind.words())


def option(title: str, *names: str, **how: Any) -> Callable[[C], C]:
    """As ``click.option``, in the section ``title``."""
    return click.option(*names, cls=SectionOption, section=title, **how)
