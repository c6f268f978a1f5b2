"""``harness explain RULE|STATE``: what a word of a verdict means."""

from __future__ import annotations

import sys
from inspect import cleandoc
from typing import TYPE_CHECKING

import click

from harness.cli.options import complete_telltales, paper_for, settings_with, state_and_note_names
from harness.core.errors import UsageError, did_you_mean
from harness.report.layout import Span, paint, wrap

if TYPE_CHECKING:
    from harness.core.model import Note, State
    from harness.report.writer import Paper
    from harness.rules.rule import Rule


@click.command(short_help="What a state or a rule means.", no_args_is_help=True)
@click.argument("word", metavar="RULE|STATE", shell_complete=complete_telltales)
def explain(word: str) -> int:
    """Explain a state, a note or a rule.

    \b
    harness explain truncated
    harness explain paywall/offer_at_cut
    """
    from harness.core.model import Note, State
    from harness.rules import all_rules

    settings_with()  # rules of the user's own are explained, too
    rules = {rule.id: rule for rule in all_rules()}
    say = _Speaker(paper_for(sys.stdout))
    if word in rules:
        say.rule(rules[word])
    elif word in {state.value for state in State}:
        say.state(State(word), list(rules.values()))
    elif word in {note.value for note in Note}:
        say.note(Note(word), list(rules.values()))
    else:
        known = [*state_and_note_names(), *rules]
        end = did_you_mean(word, known) or "; harness rules lists them"
        raise UsageError(f"no state and no rule is called {word!r}{end}")
    return 0


class _Speaker:
    """Writes headings, paragraphs and named lines."""

    def __init__(self, paper: Paper) -> None:
        self._colour = paper.colour
        self._width = min(paper.width, 100)

    def rule(self, rule: Rule) -> None:
        """What the rule sees, and why it is so and not simpler."""
        self._heading(rule.id)
        for paragraph in cleandoc(rule.doc).split("\n\n"):
            self._paragraph(" ".join(paragraph.split()))
            click.echo()
        self._named("speaks for", rule.state.value)
        if rule.beside:
            weight = "holds beside an article; never the state itself"
        elif rule.decisive:
            weight = "can decide alone"
        else:
            weight = "supports other rules; never decides alone"
        self._named("weight", weight)
        if rule.when.asks:
            self._named("asks", rule.when.asks)
        if rule.when.selectors:
            self._named("looks at", ", ".join(rule.when.selectors))

    def state(self, state: State, rules: list[Rule]) -> None:
        """What the state means and which rules speak for it."""
        from harness.core.model import DEFINITIONS, RETRY
        from harness.report.words import RETRY_WORDS

        self._heading(state.value)
        self._paragraph(_sentence(DEFINITIONS[state]))
        click.echo()
        advice = RETRY[state]
        self._named("retry", f"{advice.value}: {RETRY_WORDS[advice]}")
        self._rules([rule for rule in rules if rule.state == state])

    def note(self, note: Note, rules: list[Rule]) -> None:
        """What the note means and which rules see it."""
        from harness.report.words import NOTES

        self._heading(note.value)
        self._paragraph(_sentence(NOTES[note]))
        click.echo()
        self._named("stands in", "also; it never is a verdict's state")
        self._rules([rule for rule in rules if rule.state == note])

    def _rules(self, rules: list[Rule]) -> None:
        for number, rule in enumerate(rules):
            self._named("rules" if not number else "", rule.id)

    def _heading(self, text: str) -> None:
        click.echo(paint(text, "bold", self._colour) + "\n", color=self._colour)

    def _paragraph(self, text: str) -> None:
        for line in wrap([Span(text)], self._width, "  ", "  ", self._colour):
            click.echo(line, color=self._colour)

    def _named(self, name: str, text: str) -> None:
        lead = "  " + paint(name.ljust(12), "cyan", self._colour and bool(name))
        for number, line in enumerate(wrap([Span(text)], self._width - 14, colour=self._colour)):
            click.echo((" " * 14 if number else lead) + line, color=self._colour)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


COMMAND = explain
