"""Do the engines agree? The same pages by both, every disagreement with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from harness.core.model import Signal, State, Verdict
from harness.measure.bench.bench import Judged
from harness.measure.bench.bench_score import Scores, score
from harness.sources.labels import Label

MORE, LESS = 1.3, 0.7
"""One engine's words of main text as a share of the other's, from which the texts are different ones."""

_NO_TEXT = frozenset({State.JS_REQUIRED, State.EMPTY, State.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A page to which the engines give different states.

    Args:
        reason: why, as far as the two verdicts tell.
        only_static: decisive signals that only the static engine has.
        only_browser: the same of the browser.
    """

    label: Label
    static: Verdict
    browser: Verdict
    reason: str
    only_static: tuple[Signal, ...]
    only_browser: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both engines on the same pages.

    Args:
        pages: pages that both gave a verdict on.
        same: pages with the same state.
        static: the static engine's scores on them.
        browser: the browser's.
        disagreements: in the corpus's order.
    """

    pages: int
    same: int
    static: Scores
    browser: Scores
    disagreements: tuple[Disagreement, ...]


def compare(static: Iterable[Judged], browser: Iterable[Judged]) -> Comparison:
    """Where two runs over the same labels disagree. Pages that one of them could not look at are left out."""
    opened = {j.label.id: j.verdict for j in browser}
    pairs = [
        (j.label, j.verdict, other)
        for j in static
        if j.verdict is not None and (other := opened.get(j.label.id)) is not None
    ]
    found = [_disagreement(label, a, b) for label, a, b in pairs if a.state is not b.state]
    return Comparison(
        pages=len(pairs),
        same=len(pairs) - len(found),
        static=score((label, a) for label, a, _ in pairs),
        browser=score((label, b) for label, _, b in pairs),
        disagreements=tuple(found),
    )


def _disagreement(label: Label, static: Verdict, browser: Verdict) -> Disagreement:
    only_static, only_browser = _only(static, browser), _only(browser, static)
    return Disagreement(label, static, browser, _reason(static, browser), only_static, only_browser)


def _only(mine: Verdict, other: Verdict) -> tuple[Signal, ...]:
    theirs = {s.rule for s in (*other.signals, *other.despite)}
    return tuple(s for s in (*mine.signals, *mine.despite) if s.decisive and s.rule not in theirs)


def _reason(static: Verdict, browser: Verdict) -> str:
    """Why the states differ, in words for people."""
    a, b = static.article.words, browser.article.words
    if browser.state is State.LOAD_ERROR:
        return "the browser did not load it"
    if static.state in _NO_TEXT and browser.state not in _NO_TEXT:
        return "scripts bring what the HTML does not hold"
    if browser.state in _NO_TEXT and static.state not in _NO_TEXT:
        return "scripts or layout take the text away"
    if b > MORE * a + 10:
        return f"the browser sees more text: {b} words against {a}"
    if b < LESS * a - 10:
        return f"the browser sees less text: {b} words against {a}"
    return "the text is the same; what stands around it is seen differently"
