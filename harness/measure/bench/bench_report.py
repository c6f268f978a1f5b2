"""A bench in words: the scores as text of at most 80 columns and as JSON, and where verdicts went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median, quantiles
from typing import Any

from harness.core.model import Signal, Verdict
from harness.measure.bench.bench import Judged
from harness.measure.bench.bench_score import MIXES, Counts, Ordinary, Scores, Share, wilson
from harness.measure.bench.lines import WIDTH, clip, figure, rate_line, signal_lines, wrap

LANGUAGE_MIN = 5
"""Languages with fewer pages are counted together."""
SHOWN = 40
"""Misses, and false alarms, listed without ``--details``."""


def as_text(scores: Scores, judged: Sequence[Judged], *, title: str, details: bool = False) -> str:
    """The scores and the pages that went wrong, for people.

    Args:
        judged: all pages of the run; those without a verdict are listed as not looked at.
        title: what was measured.
        details: every disagreement with all its evidence, not only misses and false alarms in short.
    """
    parts = [
        *_head(scores, judged, title),
        *_states(scores),
        *_confusion(scores),
        *_also(scores),
        *_languages(scores),
        *(_disagreements(judged) if details else _wrong(judged)),
        *_not_looked_at(judged),
    ]
    return "\n".join(parts) + "\n"


def as_json(scores: Scores, judged: Sequence[Judged]) -> dict[str, Any]:
    """The scores and every disagreement as plain data."""
    return {
        "pages": scores.pages,
        "unsure": scores.unsure,
        "unread": scores.unread,
        "not_looked_at": [{"id": j.label.id, "why": j.problem} for j in judged if j.verdict is None],
        "cpu_ms": dict(zip(("median", "p95"), _cpu(judged) or (None, None), strict=True)),
        "incomplete": counts_json(scores.incomplete),
        "state": _share_json(scores.state),
        "content": _share_json(scores.content),
        "text_source": _share_json(scores.text_source),
        "cut": counts_json(scores.cut),
        "ordinary": ordinary_json(scores.ordinary),
        "states": {state.value: counts_json(c) for state, c in scores.states.items()},
        "confusion": _table_json(scores.confusion),
        "contents": _table_json(scores.contents),
        "also": {name: counts_json(c) for name, c in scores.also.items()},
        "languages": {
            lang: {"state": _share_json(share), "incomplete": counts_json(c)}
            for lang, (share, c) in scores.languages.items()
        },
        "wrong": [
            {
                "id": j.label.id,
                "unread": j.label.unread,
                "domain": j.label.domain,
                "label": {
                    "state": j.label.state.value,
                    "content": j.label.content.value,
                    "also": sorted(j.label.also),
                    "evidence": j.label.evidence,
                },
                "verdict": v.to_json(),
            }
            for j, v in _answered(judged)
            if _differs(j, v)
        ],
    }


def _head(scores: Scores, judged: Sequence[Judged], title: str) -> Iterator[str]:
    left_out = f", {scores.unsure} with unsure labels left out" if scores.unsure else ""
    unread = f", and {scores.unread} that nobody has read" if scores.unread else ""
    yield f"{title}: {scores.pages} pages{left_out}{unread}"
    if cpu := _cpu(judged):
        yield f"processor time a page: median {cpu[0]:.1f} ms, 95th percentile {cpu[1]:.1f} ms"
    c = scores.incomplete
    yield from ("", "Is the whole main text there? (found: pages where it is not)")
    yield rate_line("precision", c.precision, c.tp, c.tp + c.fp, "pages called incomplete")
    yield rate_line("recall", c.recall, c.tp, c.tp + c.fn, "incomplete pages")
    yield rate_line("false alarms", c.false_alarms, c.fp, c.fp + c.tn, "complete pages")
    yield from _ordinary(scores.ordinary)
    yield from ("", "Right answers")
    yield rate_line("state", scores.state.rate, scores.state.hits, scores.state.of, "pages")
    yield rate_line("content", scores.content.rate, scores.content.hits, scores.content.of, "pages")
    source = scores.text_source
    yield rate_line("text_source", source.rate, source.hits, source.of, "pages whose label tells it")


def _ordinary(o: Ordinary) -> Iterator[str]:
    """Alarms among all complete pages, and what an alarm is worth where few pages are incomplete."""
    if o.per_thousand is None:
        return
    low, high = wilson(o.alarms.hits, o.alarms.of)
    read = f", {o.unread.hits} of them on pages nobody has read" if o.unread.of else ""
    yield from ("", "On ordinary pages")
    yield f"  {o.per_thousand:.1f} alarms per 1,000 complete pages ({1000 * low:.1f}-{1000 * high:.1f})"
    yield f"  {o.alarms.hits} on {o.alarms.of} pages{read}; in {o.domains.hits} of {o.domains.of} domains"
    if o.several:
        yield from wrap("  several in: ", ", ".join(f"{clip(d, 40)} {n}" for d, n in o.several.items()))
    for mix in MIXES:
        if (precision := o.precision(mix)) is not None:
            yield f"  precision {precision:.3f} where {mix:.0%} of the pages are incomplete"


def _states(scores: Scores) -> Iterator[str]:
    yield from ("", f"{'state':<34}labels precision    recall        F1")
    for state, c in scores.states.items():
        yield _row(state.value, c)
    yield _row("truncated+paywall+registration", scores.cut)


def _row(name: str, c: Counts) -> str:
    figures = "".join(f"{figure(f):>10}" for f in (c.precision, c.recall, c.f1))
    return f"  {name:<32}{c.tp + c.fn:>6}{figures}"


def _confusion(scores: Scores) -> Iterator[str]:
    yield from ("", "Confusions (label: verdicts)")
    for true in sorted({true for true, _ in scores.confusion}, key=list(scores.states).index):
        row = [(n, said) for (t, said), n in scores.confusion.items() if t is true]
        row.sort(key=lambda cell: (cell[1] is not true, -cell[0], cell[1]))
        yield from wrap(f"  {true.value:<19}", " · ".join(f"{said.value} {n}" for n, said in row))


def _also(scores: Scores) -> Iterator[str]:
    if scores.also:
        yield from ("", f"{'also':<34}labels precision    recall        F1")
    for name, c in scores.also.items():
        yield _row(name, c)


def _languages(scores: Scores) -> Iterator[str]:
    yield from ("", "language                 pages     state precision    recall    alarms")
    for lang, share, c in grouped_languages(scores):
        yield _language(lang, share, c)


def grouped_languages(scores: Scores) -> Iterator[tuple[str, Share, Counts]]:
    """The figures by language; languages with few pages are counted together, last."""
    small: list[tuple[Share, Counts]] = []
    for lang, (share, c) in scores.languages.items():
        if share.of < LANGUAGE_MIN:
            small.append((share, c))
        else:
            yield lang, share, c
    if small:
        share = Share(sum(s.hits for s, _ in small), sum(s.of for s, _ in small))
        yield f"{len(small)} others", share, _sum(c for _, c in small)


def _language(name: str, share: Share, c: Counts) -> str:
    figures = "".join(f"{figure(f):>10}" for f in (share.rate, c.precision, c.recall, c.false_alarms))
    return f"  {clip(name, 20):<22}{share.of:>6}{figures}"


def _wrong(judged: Sequence[Judged]) -> Iterator[str]:
    """Misses and false alarms with what misled; the other wrong states only as a number."""
    sure = [(j, v) for j, v in _answered(judged) if j.label.sure]
    misses = [(j, v) for j, v in sure if v.complete and not j.label.complete]
    alarms = [(j, v) for j, v in sure if j.label.complete and not v.complete]
    states = [j for j, v in sure if j.label.state is not v.state and j.label.complete is v.complete]
    unread = [(j, v) for j, v in _answered(judged) if j.label.unread and not v.complete]
    lists = [("Misses (incomplete, called complete)", misses), ("False alarms", alarms)]
    if unread:
        lists.append(("Alarms on pages nobody has read", unread))
    for name, found in lists:
        yield from ("", f"{name}: {len(found)}")
        for j, v in found[:SHOWN]:
            yield from _short(j, v)
        if len(found) > SHOWN:
            yield f"  … and {len(found) - SHOWN} more; --details lists all"
    yield from ("", f"Wrong state, complete or not right: {len(states)}; --details lists them")


def _short(j: Judged, v: Verdict) -> Iterator[str]:
    yield f"  {clip(j.label.id, WIDTH - 2)}"
    label = "unread" if j.label.unread else f"{j.label.state.value}/{j.label.content.value}"
    yield f"    {label}, called {v.state.value}/{v.content.value}"
    if j.label.evidence:
        yield f"    label: {clip(j.label.evidence, WIDTH - 11)}"
    for signal in _misleading(v)[:2]:
        yield from (f"    {clip(line, WIDTH - 4)}" for line in signal_lines(signal, limit=1))


def _misleading(v: Verdict) -> Sequence[Signal]:
    """What made the verdict: the signals for its state, or else all that agree."""
    return [s for s in v.signals if s.state is v.state] or v.signals


def _disagreements(judged: Sequence[Judged]) -> Iterator[str]:
    wrong = [(j, v) for j, v in _answered(judged) if _differs(j, v)]
    wrong.sort(key=lambda pair: (pair[0].label.state, pair[1].state, pair[0].label.id))
    yield from ("", f"Disagreements in state or content, unsure labels included: {len(wrong)}")
    for j, v in wrong:
        label, facts = j.label, v.article
        doubt = "" if label.sure else "  (unread)" if label.unread else "  (unsure label)"
        yield from ("", f"{clip(label.id, WIDTH - len(doubt))}{doubt}")
        yield from wrap("  label    ", " ".join([f"{label.state}/{label.content} ", *sorted(label.also)]))
        yield from wrap("  verdict  ", " ".join([f"{v.state}/{v.content} ", *v.also]))
        yield from wrap("  says     ", clip(label.evidence, 400))
        yield from wrap("  title    ", clip(v.title, 120))
        promised = f" of {facts.expected_words} promised" if facts.expected_words else ""
        lang = v.lang or label.lang or "unknown"
        yield f"  article  {facts.words} words{promised}, {facts.text_source}, language {lang}"
        yield from wrap("  first    ", clip(facts.first, 120))
        yield from wrap("  last     ", clip(facts.last, 120))
        for name, signals in (("because", v.signals), ("despite", v.despite)):
            for signal in signals:
                for line in signal_lines(signal, limit=3):
                    yield from wrap(f"  {name:<9}", line)
        yield f"  file     {label.path}"


def _not_looked_at(judged: Iterable[Judged]) -> Iterator[str]:
    if failed := [j for j in judged if j.verdict is None]:
        yield from ("", f"Could not look: {len(failed)}")
        yield from (f"  {clip(j.problem, WIDTH - 2)}" for j in failed)


def _answered(judged: Iterable[Judged]) -> Iterator[tuple[Judged, Verdict]]:
    return ((j, j.verdict) for j in judged if j.verdict is not None)


def _differs(j: Judged, v: Verdict) -> bool:
    if j.label.unread:  # only supposed to be complete, of whatever kind
        return not v.complete
    return j.label.state is not v.state or j.label.content is not v.content


def _cpu(judged: Iterable[Judged]) -> tuple[float, float] | None:
    times = [j.cpu_ms for j in judged if j.cpu_ms is not None]
    if len(times) < 2:
        return None
    return median(times), quantiles(times, n=20)[-1]


def _sum(many: Iterable[Counts]) -> Counts:
    all_counts = list(many)
    return Counts(
        tp=sum(c.tp for c in all_counts),
        fp=sum(c.fp for c in all_counts),
        fn=sum(c.fn for c in all_counts),
        tn=sum(c.tn for c in all_counts),
    )


def counts_json(c: Counts) -> dict[str, float | int | None]:
    """A question's hits, errors and rates as plain data."""
    rates = {"precision": c.precision, "recall": c.recall, "f1": c.f1, "false_alarms": c.false_alarms}
    return {"tp": c.tp, "fp": c.fp, "fn": c.fn, "tn": c.tn, **rates}


def ordinary_json(o: Ordinary) -> dict[str, Any]:
    """Alarms on complete pages as plain data."""
    low, high = wilson(o.alarms.hits, o.alarms.of)
    return {
        "alarms": _share_json(o.alarms),
        "per_thousand": o.per_thousand,
        "per_thousand_low": round(1000 * low, 2),
        "per_thousand_high": round(1000 * high, 2),
        "unread": _share_json(o.unread),
        "domains": _share_json(o.domains),
        "several": dict(o.several),
        "known_incomplete_found": _share_json(o.found),
        "precision": {f"{mix:.0%}": o.precision(mix) for mix in MIXES},
    }


def _share_json(share: Share) -> dict[str, float | int | None]:
    return {"hits": share.hits, "of": share.of, "rate": share.rate}


def _table_json(table: Mapping[tuple[Any, Any], int]) -> list[dict[str, Any]]:
    return [{"label": true.value, "verdict": said.value, "pages": n} for (true, said), n in table.items()]
