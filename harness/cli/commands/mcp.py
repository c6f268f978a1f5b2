"""``harness mcp``: the tools of an agent, over standard input and output."""

from __future__ import annotations

import click

from harness.cli.options import settings_with
from harness.core.errors import UsageError
from harness.core.extras import lacks


@click.command(short_help="Serves tools for agents (Model Context Protocol).")
def mcp() -> int:
    """Serve agents with tools over the Model Context Protocol, on standard input and output.

    check_url loads a page as `harness check` does: robots.txt, pace, no private addresses. judge_html and judge_text
    take what the agent has; explain says what a word of an answer means. Settings are the project's.

    \b
    claude mcp add harness -- harness mcp
    """
    if lacking := lacks("mcp", "mcp"):
        raise UsageError(f"harness mcp needs {lacking}")
    # Imported here: `harness --help` loads every command and must stay quick.
    from harness.cli.mcp_server import serve

    serve(settings_with())
    return 0


COMMAND = mcp
