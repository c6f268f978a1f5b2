"""Plain words for a terminal: state, what is there, why, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from harness.core.clean import clean, tame
from harness.core.model import Content, Signal, State, Verdict
from harness.look.change import Kind
from harness.look.checked import Checked
from harness.report.layout import Span, cells, cut, linked, paint, wrap
from harness.report.words import advice, headline
from harness.report.writer import Paper

_LABEL = 8
_MOST = 6
_MOST_DESPITE = 2
_MOST_EVIDENCE = 3
_MOST_UNEXPECTED = 20
_FEW = 5  # pages whose states fit in a line; of more there is a table
_WIDEST = 100

_MOST_GONE = 20

_CHANGES = {Kind.FAILING: "red", Kind.CHANGED: "yellow", Kind.DOWN: "magenta", Kind.UNSETTLED: "magenta"}

_SIGNS = {Content.COMPLETE: "●", Content.PARTIAL: "◐", Content.NONE: "○", Content.UNKNOWN: "◌"}

_GREEN = {State.FULL, State.NOT_ARTICLE}
_RED = {
    State.NOT_FOUND,
    State.GEO_BLOCK,
    State.PARKED,
    State.SERVER_ERROR,
    State.APP_ERROR,
    State.LOAD_ERROR,
    State.BLOCKED,
    State.RATE_LIMITED,
    State.EMPTY,
}


def colour_of(state: State) -> str:
    """The colour a state is shown in: green for whole, red for nothing there, yellow between."""
    if state in _GREEN:
        return "green"
    if state in _RED:
        return "red"
    return "magenta" if state is State.UNKNOWN else "yellow"


class Text:
    """Writes each verdict as a paragraph, and a summary when there were several."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._states: Counter[State] = Counter()
        self._failed = self._written = self._labelled = self._differing = 0
        self._changes: Counter[Kind] = Counter()
        self._gone: list[str] = []
        self._unexpected: list[tuple[str, str]] = []

    def add(self, checked: Checked) -> None:
        if checked.verdict is None:
            self._failed += 1
            return
        self._states[checked.verdict.state] += 1
        self._labelled += checked.expect is not None
        self._differing += bool(checked.differs)
        if checked.change is not None:
            self._changes[checked.change.kind] += 1
        if checked.differs and len(self._unexpected) < _MOST_UNEXPECTED:
            self._unexpected.append((clean(checked.target), clean("; ".join(checked.differs))))
        stream = self._paper.stream
        if self._written:
            stream.write("\n")
        for line in _lines(checked, checked.verdict, self._paper):
            stream.write(tame(line) + "\n")
        self._written += 1
        stream.flush()

    def gone(self, verdicts: Sequence[Mapping[str, Any]]) -> None:
        self._changes[Kind.GONE] += len(verdicts)
        for told in verdicts:
            line = f"- gone  {clean(str(told['target']))}  (it was {told['state']})"
            self._gone.append(cut(line, min(self._paper.width, _WIDEST)))

    def close(self) -> None:
        for line in self._gone[:_MOST_GONE]:
            self._paper.stream.write(f"\n{paint(line, 'dim', self._paper.colour)}\n")
        if len(self._gone) > _MOST_GONE:
            self._paper.stream.write(f"\nand {len(self._gone) - _MOST_GONE} more are gone\n")
        if self._written + self._failed > 1:
            width, colour = min(self._paper.width, _WIDEST), self._paper.colour
            lines = wrap(self._summary(), width, colour=colour)
            rule = paint("─" * min(width, 40), "dim", colour)
            self._paper.stream.write(f"\n{rule}\n" + "".join(line + "\n" for line in lines))
            if self._written > _FEW:
                self._paper.stream.writelines(tame(line) + "\n" for line in self._table(width, colour))
        self._paper.stream.flush()

    def _table(self, width: int, colour: bool) -> Iterator[str]:
        """A row for each state, and the pages that were not as expected, after whatever scrolled by."""
        name = max(len(state) for state in self._states)
        most = max(self._states.values())
        number = len(f"{most:,}")
        room = max(4, min(40, width - name - number - 6))
        for state, count in self._states.most_common():
            bar = "━" * max(1, round(room * count / most))
            yield f"  {state.ljust(name)}  {count:>{number},}  {paint(bar, colour_of(state), colour)}"
        if self._unexpected:
            yield paint("not as expected", "red", colour)
        for target, differs in self._unexpected:
            yield from wrap([Span(target, "bold"), Span("  "), Span(differs)], width, "  ", "    ", colour)
        if self._differing > len(self._unexpected):
            yield f"  and {self._differing - len(self._unexpected)} more"

    def _summary(self) -> list[Span]:
        parts = [Span(f"{self._written} judged", "bold")]
        if self._labelled:
            parts.append(Span(f"{self._labelled - self._differing} as expected", "green"))
        if self._differing:
            parts.append(Span(f"{self._differing} not as expected", "red"))
        if self._failed:
            parts.append(Span(f"{self._failed} could not be looked at", "red"))
        parts += [
            Span(f"{count} {kind}", _CHANGES.get(kind, "")) for kind, count in self._changes.most_common()
        ]
        if self._written <= _FEW:
            parts += [
                Span(f"{count} {state}", colour_of(state)) for state, count in self._states.most_common()
            ]
        # A count and its word stay on one line.
        kept = [Span(part.text.replace(" ", "\xa0"), part.style) for part in parts]
        ended = [replace(part, text=part.text + "\xa0·") for part in kept[:-1]] + kept[-1:]
        return [span for part in ended for span in (Span(" "), part)][1:]


def _lines(checked: Checked, verdict: Verdict, paper: Paper) -> Iterator[str]:
    width, colour = min(paper.width, _WIDEST), paper.colour
    tone = colour_of(verdict.state)
    name = cut(clean(verdict.target), width - len(verdict.state) - 4)
    yield (
        paint(f"{_SIGNS[verdict.content]} {verdict.state}", f"bold {tone}", colour)
        + "  "
        + linked(paint(name, "bold", colour), _address(verdict) if paper.links else "", paper.links)
    )
    yield from wrap([Span(headline(verdict))], width, "  ", "  ", colour)
    rows = _Rows(width, colour, verbose=paper.verbose)
    yield from _circumstances(checked, verdict, rows)
    main = [s for s in verdict.signals if s.state == verdict.state]
    others = [s for s in verdict.signals if s.state != verdict.state]
    why = _facts(main, named=False, most=rows.most_evidence)
    yield from rows.facts("why", why)
    also = _facts(others, named=True, most=rows.most_evidence)
    seen = {signal.state for signal in others}
    also += [_Fact(name=str(item)) for item in verdict.also if item not in seen]
    yield from rows.facts("also", also)
    told = {fact.excerpt for fact in (*why, *also)}
    despite = _facts(verdict.despite, named=True, most=rows.most_evidence)[: rows.most_despite]
    yield from rows.facts("despite", [replace(f, excerpt="") if f.excerpt in told else f for f in despite])
    yield from rows.row("do", [Span(advice(verdict))])


def _address(verdict: Verdict) -> str:
    """Where a link on the target leads: the page on the web, or the file on this machine."""
    if verdict.target.startswith(("https://", "http://")):
        return verdict.target
    path = Path(verdict.target)
    try:
        return (path / "page.html" if path.is_dir() else path).resolve().as_uri() if path.exists() else ""
    except (OSError, ValueError):
        return ""


def _circumstances(checked: Checked, verdict: Verdict, rows: _Rows) -> Iterator[str]:
    address = verdict.final_url or verdict.url
    if address and clean(address) != clean(verdict.target):
        status = f"  {verdict.status}" if verdict.status is not None else ""
        yield from rows.row("at", [Span(cut(clean(address), rows.room - len(status)) + status, "dim")])
    if checked.differs:
        yield from rows.row("expect", [Span("; ".join(checked.differs), "red")])
    elif checked.expect is not None:
        yield from rows.row("expect", [Span("met", "green")])
    if checked.change is not None:
        change = checked.change
        tone = "red" if change.state_changed else _CHANGES.get(change.kind, "dim")
        yield from rows.row("change", [Span(clean(str(change)), tone)])
    if checked.visits:
        states = ", ".join(visit.state.value for visit in checked.visits)
        said = f": it changed at visit {', '.join(map(str, checked.turns))}" if checked.turns else ""
        yield from rows.row("visits", [Span(states + said, "yellow" if checked.turns else "dim")])
    if verdict.consent is not None:
        yield from rows.row("consent", [Span(clean(str(verdict.consent)), "dim")])
    if checked.remark:
        yield from rows.row("note", [Span(clean(checked.remark), "dim")])


@dataclass(frozen=True, slots=True)
class _Fact:
    """One thing that was seen, and all the rules that saw it."""

    name: str = ""
    where: str = ""
    excerpt: str = ""
    rules: tuple[str, ...] = ()

    def by(self, verbose: bool = False) -> str:
        """The first rule that saw it, and how many more did; all of them when nothing is left out."""
        if verbose:
            return " ".join(self.rules)
        return " +".join([*self.rules[:1], *([str(len(self.rules) - 1)] if len(self.rules) > 1 else [])])


def _facts(signals: Iterable[Signal], *, named: bool, most: int | None) -> list[_Fact]:
    """What the signals saw, decisive ones first, each thing once; ``named`` says what it speaks for."""
    rules: dict[tuple[str, str, str], list[str]] = {}
    for signal in sorted(signals, key=lambda s: not s.decisive):
        for evidence in signal.evidence[:most]:
            name = signal.state.value if named else ""
            seen = rules.setdefault((name, clean(evidence.where), clean(evidence.excerpt).strip()), [])
            if signal.rule not in seen:
                seen.append(signal.rule)
    return [_Fact(*seen, tuple(by)) for seen, by in rules.items()]


class _Rows:
    """Lines under a headline: a label in its column, the rest beside it."""

    def __init__(self, width: int, colour: bool, *, verbose: bool = False) -> None:
        self._verbose = verbose
        self._most = None if verbose else _MOST
        self.most_despite = None if verbose else _MOST_DESPITE
        self.most_evidence = None if verbose else _MOST_EVIDENCE
        self.room = width - 2 - _LABEL
        self._colour = colour

    def row(self, label: str, spans: list[Span]) -> Iterator[str]:
        """One thing, wrapped."""
        lead = "  " + paint(label.ljust(_LABEL), "cyan", self._colour and bool(label))
        for number, line in enumerate(wrap(spans, self.room, colour=self._colour)):
            yield (" " * (2 + _LABEL) if number else lead) + line

    def facts(self, label: str, facts: list[_Fact]) -> Iterator[str]:
        """What was seen: where, by which rules, and below it the words that stand there."""
        for number, fact in enumerate(facts[: self._most]):
            spans = [Span(fact.name, "bold"), Span("  ")] if fact.name else []
            source = [Span(f"{fact.where}  {fact.by(self._verbose)}", "dim")] if fact.where else []
            if not fact.excerpt:
                yield from self.row("" if number else label, spans + source)
                continue
            words = fact.excerpt if fact.excerpt.isdigit() else f"“{fact.excerpt}”"
            quoted = [*spans, Span(words)]
            together = [*quoted, Span("  "), *source]
            if sum(cells(span.text) for span in together) <= self.room:
                yield from self.row("" if number else label, together)
            else:
                yield from self.row("" if number else label, quoted)
                yield from self.row("", source)
        if self._most is not None and len(facts) > self._most:
            yield from self.row("", [Span(f"and {len(facts) - self._most} more", "dim")])


FORMAT = Text
