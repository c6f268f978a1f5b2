"""The report's file, written piece by piece: page, cards as data, then the pictures one by one.

Nothing of a web page ever becomes markup here: the template escapes by itself, the cards are JSON in a data
block and become text nodes, and the policy in the file's head lets no script but the report's own run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any, TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from harness.core.clean import clean
from harness.core.model import State
from harness.look.checked import Checked
from harness.report.changes import Changes
from harness.report.html.card import card, looked_with, note_words, tone
from harness.report.html.summary import matrix, opinions, totals
from harness.report.results import Audited


@dataclass(frozen=True, slots=True)
class Report:
    """What goes into one HTML report.

    Args:
        results: the pages, with pictures where there are some.
        made: when it was made.
        title: its heading.
        changes: against an earlier run, if there was one to compare with.
        baseline: what that run is called.
        audit: records of an audit.
    """

    results: Sequence[Checked]
    made: datetime
    title: str = "News pages"
    changes: Changes | None = None
    baseline: str = ""
    audit: Sequence[Audited] = field(default=())


def write_report(report: Report, stream: TextIO) -> None:
    """Write the report as one HTML file that needs nothing else."""
    ordered = sorted(report.results, key=lambda checked: _urgency(report, checked))
    disagreeing = opinions(report.results)
    script, style = _asset("report.js"), _asset("report.css")
    page = _environment().get_template("report.html.j2")
    changes = report.changes
    chunks = page.stream(
        title=clean(report.title),
        made=report.made,
        policy=_policy(script, style),
        script=Markup(script),  # noqa: S704 - a file of ours
        style=Markup(style),  # noqa: S704
        count=len(ordered),
        noun="result" if len({c.target for c in ordered}) < len(ordered) else "page",
        whole=sum(1 for c in ordered if c.verdict is not None and c.verdict.whole_article),
        looked_at=sum(1 for c in ordered if c.verdict is not None),
        unexpected=sum(1 for c in ordered if c.differs),
        totals=totals(ordered),
        engines=sorted({c.verdict.engine.value for c in ordered if c.verdict is not None}),
        changes=changes,
        baseline=clean(report.baseline),
        changed=list(dict.fromkeys(
            (clean(c.target), clean(changes.was[c.target]), c.verdict.state.value, tone(c.verdict.state))
            for c in ordered if changes and c.verdict and c.target in changes.was)),
        gone=[clean(target) for target in changes.gone] if changes else [],
        opinions=[(clean(target), [(looked_with(e), v.state, tone(v.state)) for e, v in sorted(found.items())])
                  for target, found in sorted(disagreeing.items())],
        matrix=matrix([_clean_record(record) for record in report.audit]),
        cards=_json([card(c, was=_was(report, c), others=_others(disagreeing, c)) for c in ordered]),
        notes=_json(note_words()),
        pictures=_pictures(ordered),
    )  # fmt: skip
    for chunk in chunks:
        stream.write(chunk)
    stream.write("\n")
    stream.flush()


_LATE = (State.NOT_ARTICLE, State.FULL)


def _urgency(report: Report, checked: Checked) -> tuple[int, int]:
    """What wants to be seen first: surprises, then changes, what is not whole, and what is."""
    verdict = checked.verdict
    if verdict is None or checked.differs:
        rank = 0
    elif report.changes is not None and checked.target in report.changes.was:
        rank = 1
    else:
        rank = 3 if verdict.state in _LATE else 2
    return rank, checked.order


def _was(report: Report, checked: Checked) -> str | None:
    if report.changes is None or checked.verdict is None:
        return None
    return "" if checked.target in report.changes.new else report.changes.was.get(checked.target)


def _others(disagreeing: Mapping[str, Mapping[str, Any]], checked: Checked) -> list[str]:
    if checked.verdict is None:
        return []
    mine = checked.verdict.engine.value
    found = disagreeing.get(checked.verdict.target, {})
    return [f"{looked_with(engine)} says {v.state}" for engine, v in found.items() if engine != mine]


def _pictures(results: Sequence[Checked]) -> Iterator[tuple[int, str]]:
    """Number of the card and its JPEG as base64, which has no character that HTML knows."""
    for number, checked in enumerate(results):
        if checked.picture is not None and checked.picture.screenshot is not None:
            yield number, base64.b64encode(checked.picture.screenshot.jpeg).decode("ascii")


def _clean_record(record: Audited) -> Audited:
    return Audited(clean(record.scraper), clean(record.page), clean(record.fault), clean(record.outcome))


def _json(data: Any) -> Markup:
    return htmlsafe_json_dumps(
        data, dumps=lambda value, **_: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    )


def _policy(script: str, style: str) -> str:
    """No network, no script and no style but the file's own, no markup from texts."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return files("harness.report.html").joinpath(name).read_text(encoding="utf-8").strip()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("harness.report", "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
