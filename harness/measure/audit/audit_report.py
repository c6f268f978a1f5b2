"""An audit in words: who stumbled over what, at a terminal of 80 columns, and as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from harness.core.clean import clean
from harness.measure.audit.against import Change
from harness.measure.audit.audit import Result, of
from harness.measure.audit.audit_score import Score
from harness.measure.audit.outcome import MEANING, Outcome
from harness.measure.audit.scraper import Scraper
from harness.measure.audit.suite import Suite
from harness.measure.faults.fault import all_faults
from harness.report.layout import Span, cut, paint, wrap

WIDTH = 80
ABREAST = 5
"""Scrapers side by side; more make another table."""

_ROW = 20
_COLUMN = 12
_EXAMPLES = 3

SHORT = {
    Outcome.SILENT_PARTIAL: "silent",
    Outcome.FALSE_ALARM: "alarm",
}
"""Outcomes that do not fit into a column."""

_STYLE = {
    Outcome.CORRECT: "green",
    Outcome.FLAGGED: "green",
    Outcome.FOOLED: "bold red",
    Outcome.SILENT_PARTIAL: "bold red",
    Outcome.CRASHED: "magenta",
    Outcome.HUNG: "magenta",
}


def as_text(
    suite: Suite,
    scrapers: Sequence[Scraper],
    results: Sequence[Result],
    scores: Sequence[Score],
    changes: Sequence[Change] | None = None,
    *,
    seed: int = 0,
    colour: bool = False,
    examples: bool = True,
) -> str:
    """The audit for people.

    Args:
        changes: what is other than in the baseline; ``None``: there was none.
        colour: escape sequences may be used.
        examples: show some of the runs that went wrong.
    """
    alone = [s for s in scores if not s.guarded]
    with_guard = [s for s in scores if s.guarded]
    parts = [*_head(suite, scrapers, results, seed, colour)]
    for some in _abreast(alone):
        parts += _table(some, colour)
    parts += _legend(results, colour)
    for some in _abreast(with_guard):
        names = {s.scraper for s in some}
        parts += _guard(some, [s for s in alone if s.scraper in names], colour)
    if examples:
        parts += _examples(scrapers, results, colour)
    if changes is not None:
        parts += _changes(changes, colour)
    return "\n".join(parts) + "\n"


def as_json(
    suite: Suite,
    scrapers: Sequence[Scraper],
    results: Sequence[Result],
    scores: Sequence[Score],
    changes: Sequence[Change] | None = None,
    *,
    seed: int = 0,
) -> dict[str, Any]:
    """The audit as plain data: settings, scores and every run."""
    about = {scraper.name: scraper.about for scraper in scrapers}
    return {
        "schema": 1,
        "seed": seed,
        "pages": sum(not case.faults for case in suite.cases),
        "complete_pages": suite.complete,
        "left_out": list(suite.left_out),
        "declined": dict(suite.declined),
        "scores": [_score_json(score, about[score.scraper]) for score in scores],
        "changes": None if changes is None else [change.to_json() for change in changes],
        "runs": [result.to_json() for result in results],
    }


def _score_json(score: Score, about: str) -> dict[str, Any]:
    return {
        "scraper": score.scraper,
        "about": about,
        "guarded": score.guarded,
        "runs": score.runs,
        "score": score.score,
        "interval": [score.low, score.high],
        "whole": score.whole,
        "noticed": score.noticed,
        "misled": score.misled,
        "misled_traceable": score.misled_traceable,
        "false_alarms": score.false_alarms,
        "complete_runs": score.complete,
        "cut_by_publishers": score.cut,
        "dropped_by_scraper": score.dropped,
        "rows": {row: {o.value: n for o, n in counts.items()} for row, counts in score.rows.items()},
    }


def _head(
    suite: Suite, scrapers: Sequence[Scraper], results: Sequence[Result], seed: int, colour: bool
) -> Iterator[str]:
    faults = {case.faults for case in suite.cases if case.faults}
    runs = sum(not result.guarded for result in results)
    pages = sum(not case.faults for case in suite.cases)
    yield paint(f"{runs:,} runs: {_counted(len(scrapers), 'scraper')}", "bold", colour)
    yield f"{_counted(pages, 'page')}, {suite.complete} of them complete; seed {seed}"
    if faults:
        yield f"{_counted(len(faults), 'fault')}, each on every complete page that allows it"
    for scraper in scrapers:
        yield from wrap(
            [Span(f"{scraper.name}: ", "bold"), Span(clean(scraper.about), "dim")],
            WIDTH,
            "  ",
            "    ",
            colour,
        )


def _abreast(scores: Sequence[Score]) -> Iterator[Sequence[Score]]:
    """Scores for one table after another, about as many in each."""
    tables = max(1, -(-len(scores) // ABREAST))
    size = -(-len(scores) // tables) or 1
    for at in range(0, len(scores), size):
        yield scores[at : at + size]


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def _table(scores: Sequence[Score], colour: bool) -> Iterator[str]:
    yield ""
    yield paint(
        " " * _ROW + "".join(f" {cut(s.scraper, _COLUMN - 1):<{_COLUMN - 1}}" for s in scores), "bold", colour
    ).rstrip()
    rows = list(dict.fromkeys(row for score in scores for row in score.rows))
    as_is = [row for row in rows if row.startswith("as is: ")]
    for title, some in (("pages as they are", as_is), ("faults", [r for r in rows if r not in as_is])):
        if some:
            yield paint(title, "dim", colour)
        for row in some:
            cells = "".join(" " + _cell(score.rows.get(row, Counter()), colour) for score in scores)
            yield f"  {cut(row.removeprefix('as is: '), _ROW - 2):<{_ROW - 2}}{cells}".rstrip()
    yield from _figures(scores, colour)


def _cell(counts: Counter[Outcome], colour: bool) -> str:
    """The most frequent outcome and its share in percent, where that is not all."""
    total = counts.total()
    if not total:
        return " " * (_COLUMN - 1)
    outcome, number = max(counts.items(), key=lambda item: (item[1], not item[0].good))
    word = SHORT.get(outcome, outcome.value)
    share = round(100 * number / total)
    figure = "" if share == 100 else str(share)
    return paint(f"{word:<8}{figure:>3}", _STYLE.get(outcome, "yellow"), colour)


def _figures(scores: Sequence[Score], colour: bool) -> Iterator[str]:
    def line(name: str, values: Iterable[str], style: str = "") -> str:
        return paint(
            f"{name:<{_ROW}}" + "".join(f" {v:<{_COLUMN - 1}}" for v in values), style, colour
        ).rstrip()

    yield paint("─" * (_ROW + _COLUMN * len(scores)), "dim", colour)
    yield line("score", (_share(s.score) for s in scores), "bold")
    yield line("  95 % interval", (f"{s.low:.2f}-{s.high:.2f}" for s in scores))
    yield line("  whole and clean", (_share(s.whole) for s in scores))
    yield line("  noticed", (_share(s.noticed) for s in scores))
    yield line("text lost", ())
    yield line("  by publishers", (_share(s.cut) for s in scores))
    yield line("  by the scraper", (_share(s.dropped) for s in scores))
    yield line("misled", (f"{s.misled:,}" for s in scores))
    yield line("false alarms", (f"{s.false_alarms} of {s.complete}" for s in scores))


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _legend(results: Sequence[Result], colour: bool) -> Iterator[str]:
    there = {result.scored.outcome for result in results}
    yield ""
    for outcome in Outcome:
        if outcome in there:
            word = SHORT.get(outcome, outcome.value)
            full = f" ({outcome.value})" if word != outcome.value else ""
            yield from wrap(
                [Span(f"{word:<9}", _STYLE.get(outcome, "yellow")), Span(f"{MEANING[outcome]}{full}")],
                WIDTH,
                "  ",
                " " * 11,
                colour,
            )
    yield from wrap(
        [
            Span(
                "A figure is the share of pages in percent; without one, all. score: the mean of two shares, "
                "complete pages that came back whole and clean, and others "
                "that were noticed. text lost: by publishers, of the articles that pages cut; by the scraper, of the text "
                "that pages show. misled: runs whose cut, wall or error text went on as if it were the article."
            )
        ],
        WIDTH,
        "  ",
        "  ",
        colour,
    )
    blind = [name for name, fault in all_faults().items() if not fault.traceable]
    if any(name in result.faults for result in results for name in blind):
        yield f"  {', '.join(blind)}: nobody can see it on the page alone, so it is not scored."


def _guard(guarded: Sequence[Score], alone: Sequence[Score], colour: bool) -> Iterator[str]:
    yield ""
    yield paint("The same scrapers, guarded by harness", "bold", colour)
    yield paint(
        " " * _ROW + "".join(f" {cut(s.scraper, _COLUMN - 1):<{_COLUMN - 1}}" for s in guarded),
        "bold",
        colour,
    ).rstrip()
    yield from _figures(guarded, colour)

    def fall(pick: str) -> Iterator[str]:
        for before, after in zip(alone, guarded, strict=True):
            was, now = getattr(before, pick), getattr(after, pick)
            yield f" {f'-{100 * (was - now) / was:.1f} %' if was else '-':<{_COLUMN - 1}}"

    yield (f"{'fall of misled':<{_ROW}}" + "".join(fall("misled"))).rstrip()
    yield (f"{'  where traceable':<{_ROW}}" + "".join(fall("misled_traceable"))).rstrip()


def _examples(scrapers: Sequence[Scraper], results: Sequence[Result], colour: bool) -> Iterator[str]:
    """The first runs of each scraper that went wrong, the most misleading first."""
    for scraper in scrapers:
        bad = [r for r in of(results, scraper.name) if not r.scored.outcome.good and r.traceable]
        bad.sort(key=lambda r: (not r.scored.misleads, "excerpt_with_error" not in r.faults))
        seen: set[str] = set()
        shown = [r for r in bad if not (r.row in seen or seen.add(r.row))][:_EXAMPLES]  # type: ignore[func-returns-value]
        if shown:
            yield from ("", paint(f"{scraper.name}: {len(bad):,} runs went wrong, such as", "bold", colour))
        for result in shown:
            style = _STYLE.get(result.scored.outcome, "yellow")
            yield from wrap(
                [Span(result.scored.outcome.value, style), Span(f"  {result.page}, {result.row}")],
                WIDTH,
                "  ",
                "    ",
                colour,
            )
            words = (
                clean(result.detail)
                if result.detail
                else f"“{clean(result.excerpt)[:90]}”"
                if result.excerpt
                else ""
            )
            leaked = (
                f"{', '.join(k.value for k in result.scored.leaked)} text in it; "
                if result.scored.leaked
                else ""
            )
            if leaked or words:
                yield from wrap([Span(leaked + words, "dim")], WIDTH, "    ", "    ", colour)


def _changes(changes: Sequence[Change], colour: bool) -> Iterator[str]:
    better = sum(change.better for change in changes)
    worse = sum(change.worse for change in changes)
    yield from ("", paint("Against the baseline", "bold", colour))
    yield f"  {_counted(better, 'run')} better, {worse:,} worse, {len(changes) - better - worse:,} otherwise changed"
    groups: Counter[tuple[str, str, str, str]] = Counter(
        (c.scraper, c.row, c.before.value, c.after.value) for c in changes if c.worse or c.better
    )
    for (scraper, row, before, after), number in groups.most_common(20):
        tone = "green" if Outcome(after).good else "red"
        yield from wrap(
            [Span(f"{number:>4} × "), Span(f"{before} → {after}", tone), Span(f"  {scraper}, {row}")],
            WIDTH,
            "  ",
            "         ",
            colour,
        )
    if len(groups) > 20:
        yield f"  and {len(groups) - 20} more"
