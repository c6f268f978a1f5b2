"""A scraper guarded by harness: its answer is flagged where the page's verdict says that something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from harness.core.model import Note, Signal, State, Verdict
from harness.language.words import count_words
from harness.look.judge import judge
from harness.measure.audit.answer import Answer, Ended
from harness.measure.audit.outcome import tokens
from harness.measure.faults.case import Case

_RUN = 4
"""Words of an evidence that must stand in the output one after another."""

SHORT = 0.5
"""Share of the words that the page itself promises, under which a text is taken to be a part."""

LEAST_PROMISE = 150
"""Words that a page must promise: figures for shorter texts count other things."""

_OF_THE_TEXT = frozenset({Note.ENCODING_SUSPECT, Note.SCRAMBLED_TEXT})
"""Notes that speak about the text itself, wherever in it they were seen."""


def verdict_on(case: Case) -> Verdict:
    """What harness says of the page that the scraper was given. No browser."""
    return judge(case.html, url=case.url, status=case.status, headers=case.headers, target=case.page)


def guarded(answer: Answer, verdict: Verdict) -> Answer:
    """The answer with what a caller of :func:`harness.judge` would have known who expects an article.

    Flagged is the state of a page that is not ``full``. On a ``full`` one: whatever stands in the output and
    not in the article (an error's sentence, controls), by the words of its evidence; and a text, of the page
    or in the output, of less than half of the words that the page promises
    (``verdict.article.expected_words``). Such promises are at times wrong, so they alone make no verdict; who
    must not store half an article heeds them.

    Args:
        answer: what the scraper gave.
        verdict: harness's, on the same page.
    """
    if answer.ended is not Ended.ANSWERED:
        return answer
    text = answer.text or ""
    if verdict.state is State.FULL:
        found = [*_in_output(text, verdict), *_too_short(text, verdict)]
    else:
        found = [verdict.state.value, *(note.value for note in verdict.also if note in _OF_THE_TEXT)]
    return replace(answer, flags=(*answer.flags, *found)) if found else answer


def _too_short(text: str, verdict: Verdict) -> Iterator[str]:
    promised = verdict.article.expected_words or 0
    words = min(count_words(text), verdict.article.words)
    if text and promised >= LEAST_PROMISE and words < SHORT * promised:
        yield State.TRUNCATED.value


def _in_output(text: str, verdict: Verdict) -> Iterator[str]:
    written = " ".join(tokens(text))
    for item in verdict.also:
        signals = [s for s in verdict.signals if s.state == item]
        if item in _OF_THE_TEXT or any(_quoted(s, written) for s in signals if _foreign(s.state)):
            yield item.value


def _foreign(state: State | Note) -> bool:
    """Whether what the signal saw has no place in an article: walls, errors and controls."""
    return isinstance(state, State) or state is Note.UI_CHROME


def _quoted(signal: Signal, written: str) -> bool:
    for evidence in signal.evidence:
        words = tokens(evidence.excerpt)
        if len(words) >= _RUN and f" {' '.join(words[:12])} " in f" {written} ":
            return True
    return False
