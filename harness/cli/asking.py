"""``harness check``'s options that ask about harness itself: how it is set, and why a rule was silent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from harness.cli.live_options import manners_of
from harness.cli.options import Telltale, settings_with

if TYPE_CHECKING:
    from harness.web.session import Session


@dataclass(frozen=True, slots=True)
class Asking:
    """What was asked beside, or instead of, verdicts.

    Args:
        show_config: the settings instead of verdicts.
        why_not: a state, a note or a rule: what was looked for, instead of the verdict.
        verbose: the whole evidence.
    """

    show_config: bool
    why_not: str | None
    verbose: bool

    def answered(
        self, targets: Sequence[str], options: Mapping[str, Any], session: Session, *, ignore_robots: bool
    ) -> int | None:
        """The exit code, where something else than verdicts was asked for; else ``None``.

        Args:
            targets: what the user named.
            options: the command's options beside these.
            session: what live pages are asked with.
            ignore_robots: their robots.txt is not asked.

        Raises:
            MissingParameter: there is no target.
        """
        if self.show_config:
            from harness.cli.show import show_config

            return show_config(options)
        if not targets:
            raise click.MissingParameter(
                ctx=click.get_current_context(), param_hint="'TARGET...'", param_type="argument"
            )
        if self.why_not is not None:
            from harness.cli.why_not import why_not

            settings = settings_with(**options)
            return why_not(
                targets, self.why_not, settings, session, manners_of(settings, ignore_robots=ignore_robots)
            )
        return None


def asking_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options, handed to the command as one ``asking``."""

    @click.option("-v", "--verbose", is_flag=True, help="All evidence of each page, and every rule by name.")
    @click.option(
        "--why-not",
        type=Telltale(),
        help="For one page: what that rule, or the state's rules, looked for and did not see.",
    )
    @click.option("--show-config", is_flag=True, help="Every setting, its value and where that came from.")
    @wraps(command)
    def with_asking(*args: Any, verbose: bool, why_not: str | None, show_config: bool, **rest: Any) -> Any:
        return command(*args, asking=Asking(show_config, why_not, verbose), **rest)

    return with_asking


def complete_targets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The shell completes targets as file names."""
    return [CompletionItem(incomplete, type="file")]
