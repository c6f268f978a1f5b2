"""The options of ``harness bench --wordings``: which wordings, where on the pages. Collected into a frozen value."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from harness.cli.sections import option
from harness.core.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from harness.measure.bench.measured import Written

C = TypeVar("C", bound=Callable[..., Any])

SECTION = "With --wordings"
_NAMES = ("hands", "languages", "kinds", "places", "text", "drawn", "folder")


def wordings_options(command: C) -> C:
    """Add the options."""
    options: list[Callable[[C], C]] = [
        option(
            SECTION,
            "--hands",
            type=click.Choice(["set-aside", "training"]),
            default="set-aside",
            show_default=True,
            help="Wordings nothing was learned from, or the others.",
        ),
        option(SECTION, "--languages", metavar="LANG,…", help="Only wordings in these, as in en,zh-Hans."),
        option(SECTION, "--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind of notice."),
        option(SECTION, "--place", "places", multiple=True, metavar="PLACE", help="Only this place."),
        option(SECTION, "--text", is_flag=True, help="As a scraper's text, not as pages."),
        option(SECTION, "--drawn", is_flag=True, help="As scripts draw them alone, in a browser."),
        option(
            SECTION,
            "--wordings-from",
            "folder",
            type=click.Path(path_type=Path),
            metavar="FOLDER",
            help="Other wordings: <lang>.tsv, kinds.toml beside.",
        ),
    ]
    for add in reversed(options):
        command = add(command)
    return command


def take_written(options: dict[str, Any], *, seed: int) -> Written:
    """The wordings that the options ask for.

    Raises:
        UsageError: there are none.
    """
    from harness.language import written
    from harness.measure.bench.measured import Written
    from harness.measure.notices.cases import FORMS

    folder: Path = options["folder"] or written.FOLDER
    try:
        found = written.of_hands(written.read_wordings(folder), written.Hands(options["hands"]))
        states = written.states(folder if (folder / written.KINDS).exists() else folder.parent)
    except (OSError, ValueError) as error:
        raise UsageError(f"--wordings: {folder}: {error}") from error
    known = {place for places in FORMS.values() for place in places}
    _checked("--kind", options["kinds"], set(states))
    _checked("--place", options["places"], known)
    spoken = {lang.strip() for lang in (options["languages"] or "").split(",")} - {""}
    _checked("--languages", spoken, {wording.lang for wording in found})
    found = [
        wording
        for wording in found
        if (not spoken or wording.lang in spoken)
        and (not options["kinds"] or wording.kind in options["kinds"])
        and wording.kind in states
    ]
    if not found:
        raise UsageError(f"--wordings: there are no such wordings in {folder}")
    title = f"wordings {'set aside' if options['hands'] == 'set-aside' else 'of the training hands'}"
    return Written(
        found,
        states,
        title,
        seed=seed,
        text=options["text"],
        drawn=options["drawn"],
        places=tuple(options["places"]),
    )


def given(options: dict[str, Any]) -> list[str]:
    """The options that only ``--wordings`` knows and that were given."""
    return [name for name in _NAMES if options[name] and options[name] != "set-aside"]


def _checked(name: str, words: Any, known: set[str]) -> None:
    for word in words:
        if word not in known:
            raise UsageError(f"{name}: there is no {word!r}{did_you_mean(word, sorted(known))}")
