"""``--show-config``: every setting, its value, and where that came from."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import fields

import click

from harness.cli.options import paper_for
from harness.core.clean import clean
from harness.core.config import Settings, traced_settings
from harness.report.layout import paint


def show_config(options: Mapping[str, object]) -> int:
    """Write the settings of this folder, this environment and this command line.

    Args:
        options: what was given on the command line, by the settings' names; ``None`` for what was not.

    Raises:
        UsageError: the configuration has an unknown key or a wrong value.
    """
    settings, origin = traced_settings()
    paper = paper_for(sys.stdout)
    rows = []
    for field in fields(Settings):
        given = options.get(field.name)
        value = getattr(settings, field.name) if given is None else given
        where = "the command line" if given is not None else origin.get(field.name, "default")
        rows.append((field.name.replace("_", "-"), _written(value), clean(where)))
    first = max(len(row[0]) for row in rows)
    second = min(40, max(len(row[1]) for row in rows))
    for key, value, where in rows:
        dim = paint(where, "dim", paper.colour)
        click.echo(
            f"{paint(key.ljust(first), 'cyan', paper.colour)}  {value.ljust(second)}  {dim}",
            color=paper.colour,
        )
    return 0


def _written(value: object) -> str:
    """A value as TOML writes it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{clean(value)}"'
        case tuple():
            return "[" + ", ".join(map(_written, value)) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)
