"""Scores: what verdicts are worth against labels. Pure functions on pairs of the two.

Measured are the state (each state, the confusions, accuracy), the question that matters most to users (is
the whole main text there or not), ``content``, ``text_source`` where the label tells it, and each name of
``also``. Labels that are not sure are left out, and so are pages that nobody has read: of those only the alarms are
counted, as nearly all pages are complete.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from harness.core.model import Content, State, TextSource, Verdict
from harness.sources.labels import Label

CUT = frozenset({State.TRUNCATED, State.PAYWALL, State.REGISTRATION_WALL})
"""States a page can only be told apart by who asks for what; also scored as one class."""

Pair = tuple[Label, Verdict]
Answer = tuple[Label, bool]
"""A page, and whether somebody called it incomplete."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Hits and errors of one yes-or-no question. A rate without cases is ``None``."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the yeses that are right."""
        return rate(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Share of the true cases that were found."""
        return rate(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return rate(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    @property
    def false_alarms(self) -> float | None:
        """Share of the untrue cases that were called true."""
        return rate(self.fp, self.fp + self.tn)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def rate(self) -> float | None:
        """Hits as a share, or ``None`` of nothing."""
        return rate(self.hits, self.of)


@dataclass(frozen=True, slots=True)
class Ordinary:
    """Alarms on pages that are, or are supposed to be, complete: what a user who collects pages has to read.

    Args:
        alarms: complete pages that raised one.
        unread: the same of the pages that nobody has read.
        domains: domains with an alarm, of all; pages of one site are no independent evidence.
        several: domains with more alarms than one, and how many.
        found: incomplete pages that raised one, of those that are known.
    """

    alarms: Share
    unread: Share
    domains: Share
    several: Mapping[str, int]
    found: Share

    @property
    def per_thousand(self) -> float | None:
        """Alarms per 1,000 complete pages."""
        return None if self.alarms.rate is None else 1000 * self.alarms.rate

    def precision(self, incomplete: float) -> float | None:
        """Precision where so large a share of the pages is incomplete."""
        if self.alarms.rate is None or self.found.rate is None:
            return None
        right, wrong = incomplete * self.found.rate, (1 - incomplete) * self.alarms.rate
        return rate(right, right + wrong)


MIXES = (0.01, 0.02)
"""Shares of incomplete pages among all, between which the web's own is."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything measured on one run.

    Args:
        pages: pages scored.
        unsure: pages left out because their label is not sure.
        unread: pages left out because nobody has read them.
        state: how many states are right.
        incomplete: the question "is the main text *not* all there?". True: the label's content is not
            ``complete``. Said: the verdict is not :attr:`~harness.core.model.Verdict.complete`.
        cut: truncated, paywall and registration_wall taken as one class.
        states: each state as a question of its own.
        confusion: how many pages by (label's state, verdict's state).
        content: how many contents are right.
        contents: how many pages by (label's content, verdict's content).
        text_source: how many text sources are right, of the labels that tell one.
        also: each name of ``also`` as a question of its own.
        languages: by primary language subtag: right states, and the incomplete question.
        ordinary: the alarms on complete pages, unread ones included.
    """

    pages: int
    unsure: int
    unread: int
    state: Share
    incomplete: Counts
    cut: Counts
    states: Mapping[State, Counts]
    confusion: Mapping[tuple[State, State], int]
    content: Share
    contents: Mapping[tuple[Content, Content], int]
    text_source: Share
    also: Mapping[str, Counts]
    languages: Mapping[str, tuple[Share, Counts]]
    ordinary: Ordinary


def score(pairs: Iterable[Pair]) -> Scores:
    """The scores of verdicts against the labels of their pages."""
    everything = list(pairs)
    pairs = [(label, verdict) for label, verdict in everything if label.sure]
    confusion = Counter((label.state, verdict.state) for label, verdict in pairs)
    contents = Counter((label.content, verdict.content) for label, verdict in pairs)
    sources = [(label.text_source, verdict.article.text_source) for label, verdict in pairs]
    unread = sum(label.unread for label, _ in everything)
    spoken = sorted({state for pair in confusion for state in pair}, key=list(State).index)
    return Scores(
        pages=len(pairs),
        unsure=len(everything) - len(pairs) - unread,
        unread=unread,
        state=_states_right(pairs),
        incomplete=incomplete(_answers(pairs)),
        cut=counts((label.state in CUT, verdict.state in CUT) for label, verdict in pairs),
        states={
            state: counts((label.state is state, verdict.state is state) for label, verdict in pairs)
            for state in spoken
        },
        confusion=confusion,
        content=Share(sum(n for (true, said), n in contents.items() if true is said), len(pairs)),
        contents=contents,
        text_source=_sources_right(sources),
        also=_also(pairs),
        languages=_languages(pairs),
        ordinary=ordinary(_answers(everything)),
    )


def incomplete(answers: Iterable[Answer]) -> Counts:
    """The question that matters most; labels that are not sure, and pages that nobody has read, are left out."""
    return counts((not label.complete, alarm) for label, alarm in answers if label.sure)


def ordinary(answers: Iterable[Answer]) -> Ordinary:
    """The alarms on complete pages; labels that are not sure are left out."""
    answers = [(label, alarm) for label, alarm in answers if label.sure or label.unread]
    whole = [(label, alarm) for label, alarm in answers if label.complete]
    cut = [alarm for label, alarm in answers if not label.complete]
    unread = [alarm for label, alarm in whole if label.unread]
    by_domain = Counter(label.domain or label.id for label, alarm in whole if alarm)
    return Ordinary(
        alarms=Share(sum(alarm for _, alarm in whole), len(whole)),
        unread=Share(sum(unread), len(unread)),
        domains=Share(len(by_domain), len({label.domain or label.id for label, _ in whole})),
        several={domain: n for domain, n in by_domain.most_common() if n > 1},
        found=Share(sum(cut), len(cut)),
    )


def counts(answers: Iterable[tuple[bool, bool]]) -> Counts:
    """Hits and errors of (true, said) answers."""
    seen = Counter(answers)
    return Counts(tp=seen[True, True], fp=seen[False, True], fn=seen[True, False], tn=seen[False, False])


def rate(hits: float, of: float) -> float | None:
    """``hits / of``, or ``None`` of nothing."""
    return hits / of if of else None


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson): honest also for few cases and for shares near 0 and 1."""
    if not of:
        return 0.0, 1.0
    share, spread = hits / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def language(label: Label) -> str:
    """The primary subtag of a label's language, ``?`` when unknown."""
    return (label.lang or "?").replace("_", "-").split("-")[0].lower()


def _states_right(pairs: list[Pair]) -> Share:
    return Share(sum(label.state is verdict.state for label, verdict in pairs), len(pairs))


def _answers(pairs: Iterable[Pair]) -> Iterator[Answer]:
    return ((label, not verdict.complete) for label, verdict in pairs)


def _sources_right(sources: list[tuple[TextSource | None, TextSource]]) -> Share:
    told = [(true, said) for true, said in sources if true is not None]
    return Share(sum(true is said for true, said in told), len(told))


def _also(pairs: list[Pair]) -> dict[str, Counts]:
    said = [frozenset(name.value for name in verdict.also) for _, verdict in pairs]
    true = [label.also for label, _ in pairs]
    names = sorted(frozenset().union(*true, *said))
    return {name: counts((name in t, name in s) for t, s in zip(true, said, strict=True)) for name in names}


def _languages(pairs: list[Pair]) -> dict[str, tuple[Share, Counts]]:
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(language(pair[0]), []).append(pair)
    by_size = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return {lang: (_states_right(group), incomplete(_answers(group))) for lang, group in by_size}
