"""``harness completion SHELL``: commands, options and words completed with the tab key."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(short_help="Completion for bash, zsh or fish.")
@click.argument("shell", type=click.Choice(["bash", "fish", "zsh"]))
def completion(shell: str) -> int:
    """Write the script that completes harness's commands, options and words in SHELL.

    \b
    harness completion bash > ~/.local/share/bash-completion/completions/harness
    harness completion zsh > "${fpath[1]}/_harness"
    harness completion fish > ~/.config/fish/completions/harness.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(
        kind(click.get_current_context().find_root().command, {}, "harness", "_HARNESS_COMPLETE").source()
    )
    return 0


COMMAND = completion
