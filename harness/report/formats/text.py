"""Plain words for a terminal: state, what is there, why, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from harness.model import Evidence, Signal, State, Verdict
from harness.report.checked import Checked
from harness.report.clean import clean
from harness.report.layout import Span, cut, paint, wrap
from harness.report.words import advice, headline
from harness.report.writer import Paper

_LABEL = 8
_MOST = 5
_MOST_EVIDENCE = 2
_WIDEST = 100

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
        self._failed = 0
        self._written = 0

    def add(self, checked: Checked) -> None:
        if checked.verdict is None:
            self._failed += 1
            return
        self._states[checked.verdict.state] += 1
        stream = self._paper.stream
        if self._written:
            stream.write("\n")
        for line in _lines(checked, checked.verdict, min(self._paper.width, _WIDEST), self._paper.colour):
            stream.write(line + "\n")
        self._written += 1
        stream.flush()

    def close(self) -> None:
        if self._written + self._failed > 1:
            spans = [Span(f"{self._written} judged", "bold")]
            for state, count in self._states.most_common():
                spans += [Span(" · "), Span(f"{count} {state}", colour_of(state))]
            if self._failed:
                spans += [Span(" · "), Span(f"{self._failed} could not be looked at", "red")]
            width = min(self._paper.width, _WIDEST)
            rule = paint("─" * min(width, 40), "dim", self._paper.colour)
            lines = "\n".join(wrap(spans, width, colour=self._paper.colour))
            self._paper.stream.write(f"\n{rule}\n{lines}\n")
        self._paper.stream.flush()


def _lines(checked: Checked, verdict: Verdict, width: int, colour: bool) -> Iterator[str]:
    tone = colour_of(verdict.state)
    sign = "●" if verdict.complete else "○" if verdict.state is State.UNKNOWN else "◐"
    name = clean(verdict.target)
    head = f"{sign} {verdict.state}"
    yield paint(head, f"bold {tone}", colour) + "  " + paint(cut(name, width - len(head) - 2), "bold", colour)
    yield from wrap([Span(headline(verdict))], width, "  ", "  ", colour)
    yield from _facts(checked, verdict, width, colour)
    agree, against = verdict.signals, verdict.despite
    main = [s for s in agree if s.state == verdict.state]
    others = [s for s in agree if s.state != verdict.state]
    yield from _signals("why", main, width, colour, named=False)
    yield from _signals("also", others, width, colour, named=True)
    unseen = [a for a in verdict.also if a not in {s.state for s in others}]
    if unseen:
        yield from _row("also", [Span(", ".join(unseen))], width, colour)
    yield from _signals("despite", against, width, colour, named=True, most=2)
    yield from _row("do", [Span(advice(verdict))], width, colour)


def _facts(checked: Checked, verdict: Verdict, width: int, colour: bool) -> Iterator[str]:
    address = verdict.final_url or verdict.url
    if address and address not in verdict.target:
        status = f"  {verdict.status}" if verdict.status is not None else ""
        room = width - 2 - _LABEL - len(status)
        yield from _row("at", [Span(cut(clean(address), room) + status, "dim")], width, colour)
    for difference in checked.differs:
        yield from _row("differs", [Span(difference, "red")], width, colour)
    if checked.expect is not None and not checked.differs:
        yield from _row("label", [Span("as expected", "green")], width, colour)
    if checked.remark:
        yield from _row("note", [Span(clean(checked.remark), "dim")], width, colour)


def _signals(
    label: str, signals: Iterable[Signal], width: int, colour: bool, *, named: bool, most: int = _MOST
) -> Iterator[str]:
    ordered = sorted(signals, key=lambda s: not s.decisive)
    for place, signal in enumerate(ordered[:most]):
        for number, evidence in enumerate(signal.evidence[:_MOST_EVIDENCE]):
            title = label if not place and not number else ""
            yield from _evidence(title, signal, evidence, width, colour, named and not number)
    if len(ordered) > most:
        yield from _row("", [Span(f"and {len(ordered) - most} more", "dim")], width, colour)


def _evidence(
    label: str, signal: Signal, evidence: Evidence, width: int, colour: bool, named: bool
) -> Iterator[str]:
    spans = [Span(f"{signal.state}: ", colour_of_word(signal))] if named else []
    excerpt = clean(evidence.excerpt).strip()
    if excerpt:
        spans.append(Span(f"“{excerpt}”"))
    spans.append(Span(("  " if excerpt else "") + clean(evidence.where), "dim"))
    spans.append(Span(f" · {signal.rule}", "dim"))
    yield from _row(label, spans, width, colour)


def colour_of_word(signal: Signal) -> str:
    """The colour of the state a signal speaks for; notes are cyan."""
    return colour_of(signal.state) if isinstance(signal.state, State) else "cyan"


def _row(label: str, spans: list[Span], width: int, colour: bool) -> Iterator[str]:
    lead = "  " + paint(label.ljust(_LABEL), "cyan", colour and bool(label))
    rest = " " * (2 + _LABEL)
    body = wrap(spans, width - len(rest), colour=colour)
    for number, line in enumerate(body):
        yield (rest if number else lead) + line


FORMAT = Text
