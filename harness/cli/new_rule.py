"""A rule of a user's own to begin with, from a template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from harness.cli.options import state_and_note_names
from harness.core.errors import UsageError, did_you_mean

FOLDER = "my_rules"

TEMPLATE = '''"""An offer of {title} stands where the article should go on.

Say here what is on the page, why the obvious weaker test is wrong, and where the rule stays silent. This text
is the rule's documentation: harness explain {folder}/{state}/{name} prints it.
"""

from harness.core.model import {kind}
from harness.rules.match import all_of, article_shorter_than, visible
from harness.rules.rule import Rule

RULE = Rule(
    {kind}.{member},
    # harness.rules.match has all questions: phrase, visible, present, status, header, title, meta, script_from …
    all_of(visible(".{css}-offer", text=r"subscribe"), article_shorter_than(200)),
    decisive=True,  # False: it only supports other rules{beside}
)
'''


def write_new(name: str, folders: Sequence[Path]) -> int:
    """Write a rule file to begin with.

    Args:
        name: ``STATE/NAME``.
        folders: where own rules lie; the first is taken, or ``my_rules``.

    Raises:
        UsageError: the name is no state and name, or the file is there.
    """
    from harness.core.model import State

    state, _, rule = name.partition("/")
    if state not in state_and_note_names():
        raise UsageError(
            f"unknown state {state!r}{did_you_mean(state, state_and_note_names())}; write STATE/NAME"
        )
    if not re.fullmatch(r"[a-z][a-z0-9_]*", rule):
        raise UsageError(f"--new {name}: a rule's name is small letters, digits and _: {state}/acme_offer")
    folder = folders[0] if folders else Path(FOLDER)
    file = folder / state / f"{rule}.py"
    kind = "State" if state in set(State) else "Note"
    text = TEMPLATE.format(
        title=rule.replace("_", " ").title(),
        folder=folder.name,
        state=state,
        name=rule,
        kind=kind,
        member=state.upper(),
        css=rule.replace("_", "-"),
        beside="" if kind == "State" else "\n    beside=True,  # a note holds beside an article",
    )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise UsageError(f"{file} is there already") from None
    except OSError as error:
        raise UsageError(f"{file}: it cannot be written ({error.strerror})") from error
    click.echo(f"{file.as_posix()} is written; then harness rules --check")
    if not folders:
        click.echo(
            f'have it asked: rules = "{folder.name}" in [tool.harness] of pyproject.toml, or in harness.toml'
        )
    return 0
