"""What others answer on the pages that harness judges: the same question, the same pages, the same run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from harness.core.rulebook import STANDARD, Rulebook
from harness.measure.bench.bench import Judged, judge_static
from harness.measure.bench.bench_score import Answer, Counts, Ordinary, incomplete, ordinary
from harness.measure.bench.detectors import Detector, find
from harness.observe.decode import decode
from harness.sources.labels import Label
from harness.sources.octets import read_file
from harness.sources.source import DEFAULT

OURS = "harness"


@dataclass(frozen=True, slots=True)
class Asked:
    """A page, and what everybody says of it.

    Args:
        judged: harness's verdict.
        alarms: by detector, whether it calls the page incomplete.
        failed: by detector, why it gave no answer.
    """

    judged: Judged
    alarms: Mapping[str, bool] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one detector.

    Args:
        about: what it asks, or how to install it.
        asked: it is installed.
        answers: what it said, page by page.
        failed: the pages on which it gave no answer, and why; they are left out of the figures.
    """

    name: str
    about: str
    asked: bool
    answers: tuple[Answer, ...]
    failed: tuple[tuple[str, str], ...]
    incomplete: Counts
    ordinary: Ordinary

    @property
    def misses(self) -> list[str]:
        """Incomplete pages that it called complete."""
        return [label.id for label, alarm in self.answers if label.sure and not label.complete and not alarm]

    @property
    def false_alarms(self) -> list[str]:
        """Complete pages on which it raised an alarm; those that nobody has read are supposed to be."""
        counted = [(label, alarm) for label, alarm in self.answers if label.sure or label.unread]
        return [label.id for label, alarm in counted if label.complete and alarm]


def ask(label: Label, names: Sequence[str], rulebook: Rulebook = STANDARD) -> Asked:
    """What harness and the detectors of these names say of a page."""
    judged = judge_static(label, rulebook)
    if judged.verdict is None:
        return Asked(judged)
    html = decode(read_file(label.path, label.id, DEFAULT), label.headers.get("content-type"))
    alarms: dict[str, bool] = {}
    failed: dict[str, str] = {}
    for name in names:
        detect = find(name).detect
        if detect is None:
            continue
        try:
            answer: object = detect(html, label.url, label.status)
        except Exception as error:  # noqa: BLE001 - another's failure costs its answer on this page, and nothing else
            failed[name] = f"{type(error).__name__}: {error}".rstrip(": ")
            continue
        if isinstance(answer, bool):
            alarms[name] = answer
        else:
            failed[name] = f"it answered a {type(answer).__name__}, not True or False"
    return Asked(judged, alarms, failed)


def rows(pages: Iterable[Asked], detectors: Iterable[Detector]) -> list[Row]:
    """The figures, harness's first."""
    pages = [page for page in pages if page.judged.verdict is not None]
    ours = [(p.judged.label, not p.judged.verdict.complete) for p in pages if p.judged.verdict is not None]
    return [
        _row(Detector(OURS, None, "its verdict is not complete, by the static engine"), ours, [], asked=True),
        *(
            _row(
                one,
                [(p.judged.label, p.alarms[one.name]) for p in pages if one.name in p.alarms],
                [(p.judged.label.id, p.failed[one.name]) for p in pages if one.name in p.failed],
                asked=one.detect is not None,
            )
            for one in detectors
        ),
    ]


def _row(one: Detector, answers: Sequence[Answer], failed: Sequence[tuple[str, str]], *, asked: bool) -> Row:
    return Row(
        one.name, one.about, asked, tuple(answers), tuple(failed), incomplete(answers), ordinary(answers)
    )
