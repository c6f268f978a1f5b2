"""A check of the rules and phrases of a user's own: what is wrong with them, and where they fire."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.cli.options import paper_for
from harness.core.clean import clean
from harness.core.errors import HarnessError, PhraseError, RuleError, UsageError
from harness.report.layout import Span, paint, wrap

if TYPE_CHECKING:
    from harness.core.rulebook import Rulebook
    from harness.reading import Reading
    from harness.rules.rule import Rule
    from harness.sources.page import Page

_MOST = 4  # pages named in a line


@dataclass(frozen=True, slots=True)
class Checked:
    """One own rule, or a phrase folder, and what is wrong with it."""

    name: str
    says: str = ""
    wrong: tuple[str, ...] = ()


def check(
    folders: Sequence[Path], phrases: Sequence[str], pages: Path, *, rulebook: Rulebook, required: bool
) -> int:
    """Try every own rule on every saved page, and write what is wrong.

    Args:
        folders: folders of rules.
        phrases: folders of phrases.
        pages: a folder of saved pages.
        rulebook: whose words pages are read by.
        required: the user named ``pages``; else it may be missing.

    Raises:
        UsageError: there is nothing to check.
    """
    if not folders and not phrases:
        raise UsageError(
            'there are no rules of your own: set rules = "my_rules" in [tool.harness], or name --folder FOLDER; '
            "harness rules --new STATE/NAME writes the first"
        )
    found = [*_phrase_folders(phrases)]
    loaded = [one for folder in folders for one in _loaded(folder)]
    rules = [one for one in loaded if not isinstance(one, Checked)]
    readings = list(_readings(rules, pages, rulebook, required=required)) if rules else []
    found += (one if isinstance(one, Checked) else _tried(one, readings) for one in loaded)
    _tell(found)
    return 1 if any(one.wrong for one in found) else 0


def _loaded(folder: Path) -> Iterator[Rule | Checked]:
    """The rules of a folder, or what is wrong with them."""
    from harness.rules import own

    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")
    files = list(own.files_of(folder))
    if not files:
        yield Checked(folder.name, wrong=(f"there is no rule in it, such as {folder.name}/paywall/acme.py",))
    for file in files:
        try:
            yield from own.load(folder, file)
        except RuleError as error:
            yield Checked(error.rule, wrong=(error.why,))


def _phrase_folders(folders: Sequence[str]) -> Iterator[Checked]:
    from harness.language.phrasebook import book

    for folder in folders:
        try:
            before, after = book(()), book((Path(folder),))
        except PhraseError as error:
            yield Checked(Path(folder).name, wrong=(str(error),))
        else:
            count = sum(map(len, after.phrases)) - sum(map(len, before.phrases))
            says = f"{count} more phrase{'s' if count != 1 else ''}" if count else ""
            yield Checked(Path(folder).name, says, () if count else ("it adds no phrase",))


def _readings(
    rules: Sequence[Rule], folder: Path, rulebook: Rulebook, *, required: bool
) -> Iterator[tuple[Page, Reading]]:
    """The saved pages, as HTML alone shows them to these rules."""
    from harness.observe.observation import Questions
    from harness.observe.static import observe
    from harness.reading import read
    from harness.sources.page import Page
    from harness.sources.targets import read_target

    if not required and not folder.is_dir():
        return
    questions = Questions(
        selectors=tuple(sorted({selector for rule in rules for selector in rule.when.selectors})),
        marks=tuple(sorted({mark for rule in rules for mark in rule.when.marks})),
    )
    for item in read_target(folder):
        if not isinstance(item, Page):
            raise UsageError(f"--pages: {item}")
        assert item.html is not None
        headers = dict(item.headers)
        seen = observe(item.html, url=item.url, status=item.status, headers=headers, questions=questions)
        yield item, read(seen, rulebook)


def _tried(rule: Rule, readings: Sequence[tuple[Page, Reading]]) -> Checked:
    from harness.core.model import Note
    from harness.observe.selectors import answers_to
    from harness.rules.decide import ask_all

    place = rule.id.split("/")[1]  # behind the folder's name
    wrong = [f"no selector that HTML alone can answer: {s}" for s in rule.when.selectors if not answers_to(s)]
    if isinstance(rule.state, Note) and not rule.beside:
        wrong.append(f"{rule.state} never is a page's state; write beside=True")
    if place != rule.state.value:
        wrong.append(f"it speaks for {rule.state} and lies in {place}/; move it to {rule.state}/")
    fires = []
    for page, reading in readings:
        try:
            if list(ask_all(reading, [rule], strict=True)):
                fires.append(page)
        except HarnessError as error:
            wrong.append(f"on {page.id} it {error.why if isinstance(error, RuleError) else error}")
            break
    if rule.decisive and not rule.beside:
        against = [
            p for p in fires if p.expect and rule.state.value not in (p.expect.state, *(p.expect.also or ()))
        ]
        if against:
            wrong.append(f"it fires where the label says otherwise: {_named(against)}")
    if readings and not fires:
        wrong.append(
            "it fires on no saved page; harness save, or a page written by hand, shows that it works"
        )
    says = f"fires on {len(fires)} of {len(readings)} saved pages: {_named(fires)}" if fires else ""
    return Checked(
        rule.id, says or ("there are no saved pages to try it on" if not readings else ""), tuple(wrong)
    )


def _named(pages: Sequence[Page]) -> str:
    more = f" and {len(pages) - _MOST} more" if len(pages) > _MOST else ""
    return ", ".join(page.id for page in pages[:_MOST]) + more


def _tell(found: Sequence[Checked]) -> None:
    paper = paper_for(sys.stdout)
    width = min(paper.width, 100)
    for one in found:
        sign = paint("○", "red", paper.colour) if one.wrong else paint("●", "green", paper.colour)
        click.echo(f"{sign} {clean(one.name)}", color=paper.colour)
        lines = [Span(clean(text), "red") for text in one.wrong] + (
            [Span(clean(one.says), "dim")] if one.says else []
        )
        for span in lines:
            for line in wrap([span], width, "  ", "    ", paper.colour):
                click.echo(line, color=paper.colour)
