"""Results read back from JSON lines: of ``harness check``, ``harness run`` and ``harness audit``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.core.clean import clean
from harness.core.errors import TargetError
from harness.core.model import (
    SCHEMA,
    Advice,
    ArticleFacts,
    Consent,
    Content,
    Engine,
    Evidence,
    JudgedBy,
    Note,
    Retry,
    Signal,
    State,
    TextSource,
    Verdict,
)

_STATES = {state.value for state in State}


@dataclass(frozen=True, slots=True)
class Audited:
    """What one scraper made of one page under one fault, as ``harness audit`` writes it.

    Args:
        scraper: its name.
        page: the page's id.
        fault: what was done to the page; empty: nothing.
        outcome: what came of it.
    """

    scraper: str
    page: str
    fault: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A page that ``harness run`` could not look at, and why."""

    target: str
    why: str


Record = Verdict | Audited | Failed


def read_results(path: Path) -> Iterator[Record]:
    """The records of a results file, in its order. What a run skipped, being no page, is none; nor is what only its
    baseline had.

    Raises:
        TargetError: the file cannot be read, or a line is neither a verdict nor an audit record.
    """
    name = clean(str(path))
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip() and (record := _record(line, f"{name}: line {number}")) is not None:
                    yield record
    except OSError as error:
        raise TargetError(name, f"it cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise TargetError(name, "it is no UTF-8 text; results are JSON lines") from error


def _record(line: str, where: str) -> Record | None:
    try:
        data = json.loads(line)
    except ValueError as error:
        hint = " (write results with --format jsonl, not json)" if line.lstrip()[:1] in "[]" else ""
        raise TargetError(where, f"it is no JSON{hint}") from error
    try:
        if "skipped" in data or data.get("change", {}).get("kind") == "gone":
            return None
        if "error" in data and "state" not in data:
            return Failed(_text(data["target"]), _text(data["error"]))
        return _audited(data) if "scraper" in data and "outcome" in data else verdict_from(data)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        found = data.get("schema") if isinstance(data, dict) else None
        if isinstance(found, int) and found > SCHEMA:
            why = f"its schema is {found}, newer than this harness reads ({SCHEMA}); update harness"
        else:
            why = "it is neither a verdict nor an audit record"
        raise TargetError(where, why) from error


def _audited(data: Mapping[str, Any]) -> Audited:
    """A record of an audit; a scraper that asked harness first is told from the same one without."""
    guarded = " + harness" if data.get("guarded") else ""
    fault = data["fault"] if "fault" in data else data.get("row")
    return Audited(f"{data['scraper']}{guarded}", str(data["page"]), str(fault or ""), str(data["outcome"]))


def verdict_from(data: Mapping[str, Any]) -> Verdict:
    """A verdict from its published JSON form.

    Raises:
        LookupError, TypeError, ValueError: the data is of another form.
    """
    article, retry = data["article"], data["retry"]
    return Verdict(
        target=_text(data["target"]),
        url=_text(data["url"], none=True),
        final_url=_text(data["final_url"], none=True),
        status=int(data["status"]) if data["status"] is not None else None,
        title=_text(data["title"]),
        lang=_text(data["lang"], none=True),
        engine=Engine(data["engine"]),
        state=State(data["state"]),
        content=Content(data["content"]),
        also=tuple(_word(word) for word in data["also"]),
        retry=Retry(Advice(retry["advice"]), float(s) if (s := retry["after_s"]) is not None else None),
        article=ArticleFacts(
            words=int(article["words"]),
            expected_words=int(n) if (n := article["expected_words"]) is not None else None,
            text_source=TextSource(article["text_source"]),
            first=_text(article["first"]),
            last=_text(article["last"]),
        ),
        signals=tuple(_signal(one) for one in data["signals"]),
        despite=tuple(_signal(one) for one in data["despite"]),
        consent=_consent(data.get("consent")),
        judged_by=_judged_by(data.get("judged_by")),
    )


def _judged_by(data: Mapping[str, Any] | None) -> JudgedBy | None:
    """Verdicts of older versions do not say."""
    return None if data is None else JudgedBy(_text(data["harness"]), _text(data["rules"]))


def _consent(data: Mapping[str, Any] | None) -> Consent | None:
    if data is None:
        return None
    return Consent(_text(data["asked"]), _text(data["tool"], none=True) or "", bool(data["done"]))


def _signal(data: Mapping[str, Any]) -> Signal:
    evidence = tuple(Evidence(_text(e["where"]), _text(e["excerpt"])) for e in data["evidence"])
    return Signal(_text(data["rule"]), _word(data["state"]), bool(data["decisive"]), evidence)


def _word(word: str) -> State | Note:
    return State(word) if word in _STATES else Note(word)


def _text(value: Any, none: bool = False) -> Any:
    if isinstance(value, str) or (none and value is None):
        return value
    raise TypeError("no text")
