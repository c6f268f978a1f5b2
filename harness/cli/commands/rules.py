"""``harness rules``: every telltale harness knows."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.cli.options import OneOf, paper_for, settings_with, state_and_note_names
from harness.core.config import load_settings

if TYPE_CHECKING:
    from harness.report.writer import Paper
    from harness.rules.rule import Rule


@click.command(short_help="Every telltale harness knows.")
@click.argument("state", required=False, type=OneOf("state", state_and_note_names))
@click.option("--format", "form", type=OneOf("format", lambda: ["text", "json"]), default="text", help="text")
@click.option("--numbers", is_flag=True, help="The numbers that decide, and what each counts.")
@click.option("--new", metavar="STATE/NAME", help="Write a rule of your own from a template.")
@click.option("--check", "checked", is_flag=True, help="Try the rules and phrases of your own.")
@click.option("--folder", metavar="FOLDER", help="Where they lie; else `rules` in the settings.")
@click.option("--pages", metavar="FOLDER", help="Saved pages to try them on; pages.")
def rules(
    state: str | None,
    form: str,
    numbers: bool,
    new: str | None,
    checked: bool,
    folder: str | None,
    pages: str | None,
) -> int:
    """List the rules, all or those that speak for STATE.

    ● can decide alone · ○ supports others · + holds beside an article

    \b
    harness rules paywall
    harness explain paywall/stop
    harness rules --numbers
    harness rules --new paywall/acme
    harness rules --check
    """
    from harness.rules import all_rules

    if numbers:
        _numbers(form, paper_for(sys.stdout))
        return 0
    if new is not None:
        from harness.cli.new_rule import write_new

        named = load_settings(missing=True).rules if folder is None else [folder]
        return write_new(new, [Path(name) for name in named])
    if checked:
        from harness.cli.own_rules import check

        settings = load_settings()
        folders = [Path(name) for name in ([folder] if folder is not None else settings.rules)]
        return check(
            folders,
            settings.phrases,
            Path(pages or "pages"),
            rulebook=settings.rulebook,
            required=pages is not None,
        )
    rulebook = settings_with().rulebook
    chosen = [rule for rule in all_rules(rulebook) if state in (None, rule.state.value)]
    paper = paper_for(sys.stdout)
    if form == "json":
        _json(chosen)
    else:
        _text(chosen, paper)
    return 0


def _numbers(form: str, paper: Paper) -> None:
    import json
    import textwrap
    from dataclasses import asdict

    from harness.cli.numbers import numbers

    found = list(numbers())
    if form == "json":
        click.echo(json.dumps([asdict(number) for number in found], indent=2, ensure_ascii=False))
        return
    for number in found:
        click.echo(f"{number.place} = {number.value:g}")
        if number.says:
            click.echo(textwrap.indent(textwrap.fill(number.says, min(paper.width, 100) - 4), "    "))


def _text(chosen: list[Rule], paper: Paper) -> None:
    from harness.report.layout import Span, paint, wrap

    width = min(paper.width, 100)
    column = min(34, max((len(rule.id) for rule in chosen), default=0) + 2)
    ordered = sorted(chosen, key=lambda rule: (rule.state.value, rule.id))
    for number, (state, group) in enumerate(groupby(ordered, key=lambda rule: rule.state.value)):
        click.echo(("\n" if number else "") + paint(state, "bold", paper.colour), color=paper.colour)
        for rule in group:
            sign = "+" if rule.beside else "●" if rule.decisive else "○"
            lead = f"  {sign} {rule.id.ljust(column)}"
            first = " ".join(rule.doc.split("\n\n")[0].split())
            room = " " * (4 + column)
            lines = list(wrap([Span(first, "dim")], width - len(room), colour=paper.colour))
            if len(lead) > len(room):
                click.echo(lead.rstrip(), color=paper.colour)
                lead = room
            for place, line in enumerate(lines):
                click.echo((room if place else lead) + line, color=paper.colour)
    counted = f"\n{len(chosen)} rules" if len(chosen) != 1 else "\n1 rule"
    click.echo(paint(counted, "dim", paper.colour), color=paper.colour)


def _json(chosen: list[Rule]) -> None:
    import json

    table = [
        {
            "rule": rule.id,
            "state": rule.state.value,
            "decisive": rule.decisive,
            "beside": rule.beside,
            "doc": rule.doc,
        }
        for rule in chosen
    ]
    click.echo(json.dumps(table, indent=2))


COMMAND = rules
