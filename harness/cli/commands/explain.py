"""``harness explain RULE|STATE|KIND``: what a word of a verdict means; ``--text``: what a short notice says."""

from __future__ import annotations

import sys
from inspect import cleandoc
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from harness.cli.options import complete_telltales, paper_for, settings_with, state_and_note_names
from harness.core.clean import clean
from harness.core.errors import UsageError, did_you_mean
from harness.report.layout import Span, paint, wrap

if TYPE_CHECKING:
    from harness.core.model import Note, State
    from harness.core.rulebook import Rulebook
    from harness.language.notices import Kind, Notice
    from harness.report.writer import Paper
    from harness.rules.rule import Rule


def _words(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from harness.language.notices import kinds

    others = set(state_and_note_names())  # which some kinds are called, too
    known = [CompletionItem(kind) for kind in kinds() if kind.startswith(incomplete) and kind not in others]
    return [*complete_telltales(ctx, param, incomplete), *known]


@click.command(short_help="What a state, a rule or a notice means.", no_args_is_help=True)
@click.argument("word", metavar="RULE|STATE|KIND", required=False, shell_complete=_words)
@click.option(
    "--text", metavar="TEXT", help="Say what a short notice says: its kind, how surely, what it is like."
)
def explain(word: str | None, text: str | None) -> int:
    """Explain a state, a note, a rule or a kind of notice; or what a notice says.

    \b
    harness explain truncated
    harness explain paywall/stop
    harness explain house_offer
    harness explain --text "Fancy the other two thirds? From £1.50 a week."
    """
    rulebook = settings_with().rulebook  # rules and wordings of the user's own are explained, too
    say = _Speaker(paper_for(sys.stdout))
    if (word is None) == (text is None):
        raise UsageError(
            "name a rule, a state or a kind of notice, or give a notice by --text, one of the two"
        )
    if word is not None:
        _explain_word(say, word, rulebook)
    elif text is not None:
        from harness.language.notices import own_wordings, understand

        if not text.strip():
            raise UsageError("--text: there is no text")
        say.notice(understand(text, own_wordings(rulebook.wordings)))
    return 0


def _explain_word(say: _Speaker, word: str, rulebook: Rulebook) -> None:
    """Everything that has this name: a state and a kind of notice may share one."""
    from harness.core.model import Note, State
    from harness.language.notices import kinds
    from harness.rules import all_rules

    rules = {rule.id: rule for rule in all_rules(rulebook)}
    if word in rules:
        say.rule(rules[word])
    if word in {state.value for state in State}:
        say.state(State(word), list(rules.values()))
    if word in {note.value for note in Note}:
        say.note(Note(word), list(rules.values()))
    if word in kinds():
        say.kind(kinds()[word])
    known = [*state_and_note_names(), *kinds(), *rules]
    if word not in known:
        end = did_you_mean(word, known) or "; harness rules lists rules, docs/notices.md kinds of notices"
        raise UsageError(f"no state, rule or kind of notice is called {word!r}{end}")


class _Speaker:
    """Writes headings, paragraphs and named lines."""

    def __init__(self, paper: Paper) -> None:
        self._colour = paper.colour
        self._width = min(paper.width, 100)
        self._said = False

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

    def kind(self, kind: Kind) -> None:
        """What a notice of this kind says, what follows, and what is easily taken for it."""
        self._heading(f"{kind.name}, a kind of notice")
        self._paragraph(kind.says)
        click.echo()
        self._named("state", _state_of(kind))
        for number, (text, other) in enumerate(kind.near):
            self._named("near misses" if not number else "", f"“{text}” is {other}")

    def notice(self, notice: Notice) -> None:
        """What a notice says, how surely, and what it is like."""
        self._heading(f"“{clean(notice.text)}”")
        if notice.kind is not None:
            self._named("kind", f"{notice.kind.name}: {notice.kind.says}")
            self._named("probability", f"{notice.probability:.2f}")
            self._named("state", _state_of(notice.kind))
        else:
            likely = ", ".join(f"{name} {p:.2f}" for name, p in notice.likely)
            self._named(
                "kind", f"unsure; likeliest are {likely}" if likely else "none: there are no words in it"
            )
            self._named("state", "none: what is unsure decides nothing by itself")
        self._named(
            "missing", f"{notice.missing:.2f}, the probability that a text which stops here lacks something"
        )
        if nearest := notice.nearest():
            whose = "your own" if notice.own is not None else nearest.lang
            self._named("nearest", f"{nearest.kind}, {whose}: “{nearest.text}”")

    def _rules(self, rules: list[Rule]) -> None:
        for number, rule in enumerate(rules):
            self._named("rules" if not number else "", rule.id)

    def _heading(self, text: str) -> None:
        if self._said:
            click.echo()
        self._said = True
        for line in wrap([Span(text, "bold")], self._width, colour=self._colour):
            click.echo(line, color=self._colour)
        click.echo()

    def _paragraph(self, text: str) -> None:
        for line in wrap([Span(text)], self._width, "  ", "  ", self._colour):
            click.echo(line, color=self._colour)

    def _named(self, name: str, text: str) -> None:
        lead = "  " + paint(name.ljust(12), "cyan", self._colour and bool(name))
        for number, line in enumerate(wrap([Span(text)], self._width - 14, colour=self._colour)):
            click.echo((" " * 14 if number else lead) + line, color=self._colour)


def _state_of(kind: Kind) -> str:
    if kind.state is None:
        return "none: a whole text may be followed by it"
    return f"{kind.state}, of a text that stops there, or of a page that is little else"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


COMMAND = explain
