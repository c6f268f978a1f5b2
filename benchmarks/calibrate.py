"""What values the thresholds of reading and rules should have, by data, cross-validated by domain.

    python benchmarks/calibrate.py CORPUS [-o docs/calibration.md] [--try-on 120] [--workers 2] [--folds 5]

CORPUS is a labelled corpus, as for `harness bench`. Each number that the reading and the rules compare with is
tried at half, two thirds, four fifths, five quarters, one and a half times and twice its value, one at a time. A value's
worth is the number of right states plus the number of right complete-or-not answers.

Then values are chosen in two ways: on all pages (the plain figures), and, for each fold of the corpus, on the other
folds only (the cross-validated figures: every page is judged with values chosen without any page of its domain). Of
several best values the middle one is chosen, whatever the value is now. If the two figures are close, the thresholds
are not fitted to single pages.

Trying every value on every page would take hours: values are tried on --try-on pages, spread over the corpus. The
figures are those of all pages, in both ways of choosing: one page more or less moves a rate by little, and no page
is judged with values chosen on a page of its domain.

Needs a system that can fork. Minutes on two cores.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from thresholds import Changes, Threshold, find, one_module, replace_modules

from harness.core.errors import HarnessError
from harness.core.model import Content, Signal, State
from harness.measure.bench.bench import over, sample
from harness.measure.bench.bench_score import Counts, counts
from harness.observe.observation import Observation
from harness.observe.static import observe
from harness.sources.labels import Label, read_corpus
from harness.sources.octets import read_file
from harness.sources.source import DEFAULT

ROOT = Path(__file__).resolve().parents[1]
FIRST = (0.5, 2.0)
"""Factors that tell whether any page feels a threshold."""
MORE = (0.67, 0.8, 1.25, 1.5)
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})

Answers = tuple[tuple[State, bool], ...]
"""By page: the state, and whether the verdict calls the article complete."""


@dataclass
class Pages:
    """The corpus as the tries see it; filled once, before processes are forked."""

    labels: list[Label]
    observations: list[Observation]
    readings: list[object]
    signals: list[tuple[Signal, ...]]
    base: Answers


PAGES = Pages([], [], [], [], ())


def seen(label: Label) -> Observation:
    """One page as the static engine sees it."""
    from harness.rules import questions

    html = read_file(label.path, label.id, DEFAULT)
    return observe(
        html, url=label.url, status=label.status, headers=dict(label.headers), questions=questions()
    )


def prepare(labels: Sequence[Label], workers: int) -> Answers:
    """Look at every page once; what the rules say of it with the values as they are."""
    from harness.reading import read
    from harness.rules import all_rules
    from harness.rules.decide import ask_all

    PAGES.labels = list(labels)
    PAGES.observations = list(over(labels, seen, workers=workers))
    readings = [read(page) for page in PAGES.observations]
    PAGES.readings = list(readings)
    PAGES.signals = [tuple(ask_all(reading, all_rules())) for reading in readings]
    PAGES.base = _decided(readings, PAGES.signals)
    return PAGES.base


def _decided(readings: Iterable[object], signals: Iterable[tuple[Signal, ...]]) -> Answers:
    from harness.rules.decide import decide

    return tuple(
        ((v := decide(reading, found)).state, v.complete)  # type: ignore[arg-type]
        for reading, found in zip(readings, signals, strict=True)
    )


def attempt(changes: Changes) -> Answers:
    """The verdicts with other values. Runs in a process of its own."""
    reading_too = any(module.startswith("harness.reading") for module in changes)
    packages = ["harness.rules", "harness.judge", *(["harness.reading"] if reading_too else [])]
    replace_modules(changes, packages)
    from harness.reading import read
    from harness.rules import all_rules
    from harness.rules.decide import ask_all

    readings = [read(page) for page in PAGES.observations] if reading_too else PAGES.readings
    return _decided(readings, [tuple(ask_all(reading, all_rules())) for reading in readings])  # type: ignore[arg-type]


def attempt_rule(module: str, place: tuple[int, int], value: float) -> Answers:
    """The same where the rules of one module alone change: what the others say is known."""
    from harness.rules.own import rules_in

    path = module.removeprefix("harness.rules.").replace(".", "/")
    rules = {rule.id: rule for rule in rules_in(one_module(module, {place: value}), path)}
    answers = list(PAGES.base)
    for page, (reading, found) in enumerate(zip(PAGES.readings, PAGES.signals, strict=True)):
        new = tuple(
            Signal(rule.id, rule.state, rule.decisive, evidence, rule.beside)
            for rule in rules.values()
            if (evidence := rule.when(reading))  # type: ignore[arg-type]
        )
        if {s.rule for s in new} != {s.rule for s in found if s.rule in rules}:
            others = tuple(s for s in found if s.rule not in rules)
            answers[page] = _decided([reading], [others + new])[0]
    return tuple(answers)


def tried(job: tuple[Threshold, float]) -> tuple[Threshold, float, Answers]:
    """One threshold at one other value."""
    threshold, value = job
    if threshold.alone:
        return threshold, value, attempt_rule(threshold.module, threshold.place, value)
    return threshold, value, attempt({threshold.module: {threshold.place: value}})


def joint(values: Mapping[Threshold, float]) -> Answers:
    """Many thresholds at once."""
    changes: dict[str, dict[tuple[int, int], float]] = {}
    for threshold, value in values.items():
        if value != threshold.value:
            changes.setdefault(threshold.module, {})[threshold.place] = value
    return attempt(changes)


def scaled(threshold: Threshold, factors: Iterable[float]) -> list[float]:
    """Other values of a threshold; whole numbers stay whole."""
    whole = threshold.value == int(threshold.value) and threshold.value >= 2
    values = (round(threshold.value * f) if whole else round(threshold.value * f, 4) for f in factors)
    return [float(v) for v in dict.fromkeys(values) if v > 0 and v != threshold.value]


def domain(label: Label) -> str:
    """The site a page is of; pages without address are sites of their own."""
    host = urlsplit(label.url or "").hostname
    if not host:
        return label.id
    parts = host.split(".")
    long = len(parts) > 2 and parts[-2] in _SECOND_LEVEL
    return ".".join(parts[-3:] if long else parts[-2:])


def folds(labels: Sequence[Label], count: int) -> list[int]:
    """By page, its fold: all pages of a domain are in one."""
    return [int(hashlib.sha256(domain(label).encode()).hexdigest(), 16) % count for label in labels]


def worth(label: Label, answer: tuple[State, bool]) -> int:
    """Right answers on one page: the state, and complete or not."""
    return (answer[0] is label.state) + (answer[1] is (label.content is Content.COMPLETE))


Table = dict[Threshold, dict[float, list[int]]]
"""By threshold and value, what each page is worth."""


def chosen(table: Table, pages: Sequence[int]) -> dict[Threshold, float]:
    """For each threshold the middle of the values that are best on ``pages``."""
    picks: dict[Threshold, float] = {}
    for threshold, by_value in table.items():
        sums = {value: sum(row[p] for p in pages) for value, row in by_value.items()}
        best = sorted(value for value, total in sums.items() if total == max(sums.values()))
        picks[threshold] = best[len(best) // 2] if len(best) % 2 else _nearer(best, threshold.value)
    return picks


def _nearer(best: Sequence[float], now: float) -> float:
    middle = best[len(best) // 2 - 1 : len(best) // 2 + 1]
    return min(middle, key=lambda value: abs(value - now))


@dataclass(frozen=True)
class Figures:
    """What a set of verdicts is worth."""

    states: float
    incomplete: Counts

    @classmethod
    def of(cls, labels: Sequence[Label], answers: Sequence[tuple[State, bool]]) -> Figures:
        """The figures of ``answers``."""
        right = sum(label.state is state for label, (state, _) in zip(labels, answers, strict=True))
        asked = counts(
            (not label.complete, not whole) for label, (_, whole) in zip(labels, answers, strict=True)
        )
        return cls(right / len(labels), asked)

    @property
    def rates(self) -> tuple[float, ...]:
        """State accuracy, precision, recall, false alarms."""
        c = self.incomplete
        return self.states, c.precision or 0.0, c.recall or 0.0, c.false_alarms or 0.0


def search(workers: int, base: Answers) -> Table:
    """What every value of every threshold is worth."""
    labels = PAGES.labels
    all_thresholds = [*find("harness.reading", ROOT), *find("harness.rules", ROOT)]
    own = [worth(label, answer) for label, answer in zip(labels, base, strict=True)]
    table: Table = {t: {t.value: own} for t in all_thresholds}
    fork = multiprocessing.get_context("fork")
    felt: list[Threshold] = []
    for factors in (FIRST, MORE):
        jobs = [(t, v) for t in (all_thresholds if factors is FIRST else felt) for v in scaled(t, factors)]
        done = 0
        for alone in (True, False):
            # a process that has imported other values is of no use to the next try; one rule beside the others is
            with fork.Pool(workers, maxtasksperchild=None if alone else 1) as pool:
                mine = [job for job in jobs if job[0].alone is alone]
                for threshold, value, answers in pool.imap_unordered(tried, mine):
                    done += 1
                    table[threshold][value] = [
                        worth(label, a) for label, a in zip(labels, answers, strict=True)
                    ]
                    if answers != base and threshold not in felt:
                        felt.append(threshold)
                    if sys.stderr.isatty():
                        print(f"\r{done}/{len(jobs)} tries", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    return table


def validated(
    table: Table, tried_in: Sequence[int], fold_of: Sequence[int], count: int, workers: int
) -> tuple[Answers, Answers]:
    """The verdicts with values chosen on all tried pages, and with values chosen without each page's fold.

    Args:
        table: what the tried pages are worth.
        tried_in: by tried page, its fold.
        fold_of: by page of :data:`PAGES`, its fold.
    """
    sets = [chosen(table, range(len(tried_in)))]
    sets += [chosen(table, [p for p, fold in enumerate(tried_in) if fold != f]) for f in range(count)]
    with multiprocessing.get_context("fork").Pool(workers, maxtasksperchild=1) as pool:
        plain, *held_out = pool.map(joint, sets, chunksize=1)
    return plain, tuple(held_out[fold][p] for p, fold in enumerate(fold_of))


def report(
    table: Table, figures: Mapping[str, Figures], count: int, seconds: float, corpus: str, tried_on: int
) -> str:
    """The report, in Markdown."""
    pages = len(PAGES.labels)
    domains = len({domain(label) for label in PAGES.labels})
    felt = {t: rows for t, rows in table.items() if len({tuple(row) for row in rows.values()}) > 1}
    now, plain, validated = (
        figures[name].rates for name in ("as they are", "chosen on all", "cross-validated")
    )
    gap = max(abs(a - b) for a, b in zip(plain, validated, strict=True))
    lines = [
        "# Calibration",
        "",
        f"Written by `python benchmarks/calibrate.py {corpus}`: {pages} pages of {domains} domains, {len(table)} thresholds",
        f"found in the source of `harness.reading` and `harness.rules`, {count} folds by domain, {seconds:.0f} s.",
        f"Values were tried on {tried_on} of the pages, spread over the corpus; the figures are those of all of them.",
        "",
        "| thresholds | state | precision | recall | false alarms |",
        "|---|--:|--:|--:|--:|",
        *(
            f"| {name} | " + " | ".join(f"{rate:.3f}" for rate in rates) + " |"
            for name, rates in (
                ("as they are", now),
                ("chosen on all pages (plain)", plain),
                ("chosen without the page's domain (cross-validated)", validated),
            )
        ),
        "",
        f"The largest difference between plain and cross-validated figures is {100 * gap:.1f} points.",
        "Precision, recall and false alarms are those of the question whether main text is missing.",
        "",
        f"## Thresholds that pages of this corpus feel: {len(felt)} of {len(table)}",
        "",
        "*Best* is the range of tried values (half to twice the value now) with the most right answers, *gain* how many",
        "right answers (states, and complete or not) the best value has more than the value now.",
        "",
        "| threshold | module | now | best | gain |",
        "|---|---|--:|--:|--:|",
    ]
    for threshold, rows in sorted(felt.items(), key=lambda item: (item[0].module, item[0].place)):
        sums = {value: sum(row) for value, row in rows.items()}
        best = sorted(value for value, total in sums.items() if total == max(sums.values()))
        gain = max(sums.values()) - sums[threshold.value]
        span = f"{best[0]:g}" if best[0] == best[-1] else f"{best[0]:g}–{best[-1]:g}"
        name = threshold.name.replace("|", "\\|")
        module = threshold.module.removeprefix("harness.")
        lines.append(f"| `{name}` | {module} | {threshold.value:g} | {span} | {gain or ''} |")
    quiet = [t for t in table if t not in felt]
    lines += ["", f"## Felt by no page between half and twice their value: {len(quiet)}", ""]
    by_module: dict[str, list[str]] = {}
    for t in quiet:
        by_module.setdefault(t.module.removeprefix("harness."), []).append(f"`{t.name}` {t.value:g}")
    lines += [f"- {module}: {', '.join(names)}" for module, names in sorted(by_module.items())]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Search, validate and write the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("-o", "--output", type=Path, help="the report; stdout without")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--try-on", type=int, default=120, help="pages that values are tried on (120)")
    options = parser.parse_args()
    began = monotonic()
    try:
        sure = [label for label in read_corpus(options.corpus).labels if label.sure]
        some = sample(sure, options.try_on)
        base = prepare(some, options.workers)
    except HarnessError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    table = search(options.workers, base)
    base = prepare(sure, options.workers)
    plain, held_out = validated(
        table, folds(some, options.folds), folds(sure, options.folds), options.folds, options.workers
    )
    figures = {
        "as they are": Figures.of(sure, base),
        "chosen on all": Figures.of(sure, plain),
        "cross-validated": Figures.of(sure, held_out),
    }
    seconds = monotonic() - began
    text = report(table, figures, options.folds, seconds, options.corpus.name, len(some))
    if options.output is None:
        print(text, end="")
    else:
        options.output.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
