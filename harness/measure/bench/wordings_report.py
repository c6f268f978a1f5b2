"""Wordings on pages, in words, as JSON and as Markdown tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from harness.language.written import LANGUAGES_ASIDE
from harness.measure.bench.bench_score import Share, wilson
from harness.measure.bench.lines import WIDTH, clip, figure, rate_line, signal_lines, wrap
from harness.measure.bench.wordings import Rates, Trial, grouped, kept, noticed, right

SHOWN = 2
"""Wrong verdicts shown of a kind without ``--details``."""

KEYS: dict[str, Callable[[Trial], str]] = {
    "kind": lambda t: t.wording.kind,
    "place": lambda t: t.place,
    "markup": lambda t: t.manner.partition(",")[0],
    "language": lambda t: t.wording.lang,
    "wording": lambda t: "language set aside" if t.wording.lang in LANGUAGES_ASIDE else "language learned",
    "page": lambda t: "in the wording's language" if t.own_language else "in another language",
}


def as_text(rates: Rates, *, title: str, details: bool = False) -> str:
    """The rates, by kind and place, then what went wrong.

    Args:
        title: what was measured.
        details: every wrong verdict, and the rates by markup, language and more.
    """
    lines = [*_head(rates, title)]
    for key in KEYS if details else ("kind", "place"):
        lines += _table(rates, key)
    lines += _wrong(rates, None if details else SHOWN)
    return "\n".join(lines) + "\n"


def as_json(rates: Rates) -> dict[str, Any]:
    """The same as plain data; wrong verdicts whole."""
    return {
        "pages": rates.pages,
        "left_out": rates.alarmed,
        "declined": rates.declined,
        "problems": dict(rates.problems),
        "own_language": _json(rates.own_language),
        "noticed": _json(rates.noticed),
        "right": _json(rates.right),
        "kept": _json(rates.kept),
        **{f"by_{key}": {name: _row_json(rows) for name, rows in _groups(rates, key)} for key in KEYS},
        "wrong": [
            {
                "page": t.page,
                "kind": t.wording.kind,
                "lang": t.wording.lang,
                "hand": t.wording.hand,
                "text": t.wording.text,
                "place": t.place,
                "markup": t.manner,
                "want": t.want.value,
                "accept": [state.value for state in t.accept],
                "said": t.said.value,
                "noticed": t.noticed,
                "verdict": t.verdict.to_json() if t.verdict else None,
            }
            for t in rates.wrong
        ],
    }


def as_markdown(rates: Rates) -> str:
    """Tables by kind and by place."""
    lines: list[str] = []
    for key in ("kind", "place"):
        lines += [f"| {key} | pages | noticed | right state | 95 % |", "|---|--:|--:|--:|---|"]
        rows = [("**all**", list(rates.trials)), *((f"`{name}`", r) for name, r in _groups(rates, key))]
        lines += [_cells(name, right(r), noticed(r)) for name, r in rows if noticed(r).of]
        lines += ["", f"| {key}, text whole | pages | | kept | 95 % |", "|---|--:|--:|--:|---|"]
        lines += [_cells(name, kept(r), None) for name, r in rows if kept(r).of] + [""]
    return "\n".join(lines)


def _cells(name: str, share: Share, seen: Share | None) -> str:
    low, high = wilson(share.hits, share.of)
    first = "" if seen is None else figure(seen.rate)
    return f"| {name} | {share.of} | {first} | {figure(share.rate)} | {low:.3f}–{high:.3f} |"


def _head(rates: Rates, title: str) -> Iterator[str]:
    own = rates.own_language
    yield f"{title}: {own.of} wordings on {rates.pages} complete pages"
    yield f"  {own.hits} in the page's own language; {rates.declined} fitted nowhere on their page"
    if rates.alarmed:
        yield f"  {rates.alarmed} further pages are left out: they raise an alarm as they are"
    yield from (f"  not looked at: {clip(f'{p}: {why}', WIDTH - 17)}" for p, why in rates.problems.items())
    for name, share, what in (
        ("noticed", rates.noticed, "with text missing"),
        ("right state", rates.right, "with text missing"),
        ("kept", rates.kept, "whole"),
    ):
        if share.of:
            yield rate_line(name, share.rate, share.hits, share.of, what)


def _groups(rates: Rates, key: str) -> Iterator[tuple[str, list[Trial]]]:
    yield from grouped(rates.trials, KEYS[key]).items()


def _table(rates: Rates, key: str) -> Iterator[str]:
    yield from ("", f"{key:<28}{'pages':>6}{'noticed':>9}{'right':>8}  95 %")
    for name, rows in _groups(rates, key):
        if (share := right(rows)).of:
            low, high = wilson(share.hits, share.of)
            seen = figure(noticed(rows).rate)
            yield f"  {name:<26}{share.of:>6}{seen:>9}{figure(share.rate):>8}  {low:.3f}-{high:.3f}"
    yield from ("", f"{key + ', text whole':<28}{'pages':>6}{'kept':>17}  95 %")
    for name, rows in _groups(rates, key):
        if (share := kept(rows)).of:
            low, high = wilson(share.hits, share.of)
            yield f"  {name:<26}{share.of:>6}{figure(share.rate):>17}  {low:.3f}-{high:.3f}"


def _row_json(rows: Sequence[Trial]) -> dict[str, Any]:
    shares = {"noticed": noticed(rows), "right": right(rows), "kept": kept(rows)}
    return {name: _json(share) for name, share in shares.items() if share.of}


def _json(share: Share) -> dict[str, Any]:
    low, high = wilson(share.hits, share.of)
    return {
        "hits": share.hits,
        "of": share.of,
        "rate": share.rate,
        "low": round(low, 4),
        "high": round(high, 4),
    }


def _wrong(rates: Rates, limit: int | None) -> Iterator[str]:
    wrong = rates.wrong
    yield from ("", f"Wrong: {len(wrong)}")
    for name, found in grouped(
        wrong, lambda t: f"{t.wording.kind}{'' if t.stops else ', text whole'}"
    ).items():
        said = Counter(t.said.value for t in found)
        yield from ("", f"{name}: {', '.join(f'{n} called {state}' for state, n in said.most_common())}")
        for trial in found[:limit]:
            yield from _trial(trial)
        if limit is not None and len(found) > limit:
            yield f"  … and {len(found) - limit} more; --details lists all"


def _trial(trial: Trial) -> Iterator[str]:
    verdict = trial.verdict
    if verdict is None:
        return
    place = ", ".join(filter(None, (trial.place, trial.manner)))
    yield f"  {clip(f'{place}: {trial.page}', WIDTH - 2)}"
    yield from wrap("    says     ", clip(f"({trial.wording.lang}) {trial.wording.text}", 300))
    wanted = " or ".join(state.value for state in (trial.want, *trial.accept))
    also = f" {' '.join(verdict.also)}" if verdict.also else ""
    yield f"    {clip(f'{wanted}, called {verdict.state}/{verdict.content}{also}', WIDTH - 4)}"
    for head, signals in (("because", verdict.signals), ("despite", verdict.despite)):
        for signal in signals:
            for line in signal_lines(signal, limit=1):
                yield from wrap(f"    {head:<9}", line)
