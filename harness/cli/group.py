"""The commands, found by their files and imported when they are used."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

import click

from harness.cli import commands
from harness.core.errors import did_you_mean


class PipeClosed(Exception):
    """The reader of our output has gone. Click would turn a BrokenPipeError into exit code 1."""


class Commands(click.Group):
    """A group whose commands are the modules of ``harness/cli/commands``, each with a ``COMMAND``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(info.name for info in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{commands.__name__}.{cmd_name}").COMMAND
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            near = did_you_mean(args[0], self.list_commands(ctx))
            if not near and ("." in args[0] or "/" in args[0]):
                near = f"; to look at a page: harness check {args[0]}"
            raise click.UsageError(f"there is no command {args[0]!r}{near}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise PipeClosed from error
