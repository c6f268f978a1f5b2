"""Pages that did not pass, as findings of a tool: what JUnit, SARIF and GitHub are told alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from harness.core.clean import clean
from harness.core.model import Advice, Verdict
from harness.look.checked import Checked
from harness.report.words import advice, headline

_MOST_WHY = 3  # facts told of each finding


@dataclass(frozen=True, slots=True)
class Finding:
    """One page that did not pass, or could not be looked at, in clean words.

    Args:
        target: what the user named.
        state: the verdict's state; empty where there is no verdict.
        grave: to be mended here; else the site may be well again later, or it is a complete page of another kind.
        says: one sentence.
        why: what was seen, a line each.
        file: the file it is about, with slashes, or empty for what is no file.
        line: where in it: of a saved page the line that says which state is expected.
    """

    target: str
    state: str
    grave: bool
    says: str
    why: tuple[str, ...] = ()
    file: str = ""
    line: int = 1


def finding(checked: Checked) -> Finding | None:
    """What there is to say about a page that did not pass; ``None`` for one that did."""
    target = clean(checked.target)
    if checked.verdict is None:
        return Finding(
            target, "", True, clean(str(checked.error or "it was not looked at")), file=file_of(checked)
        )
    if checked.passed:
        return None
    verdict = checked.verdict
    later = verdict.retry.advice in (Advice.LATER, Advice.TRANSIENT)
    passing = (later or verdict.complete) and not checked.differs
    says = "; ".join(checked.differs) or headline(verdict)
    return Finding(
        target=target,
        state=verdict.state.value,
        grave=not passing,
        says=clean(says),
        why=(*_why(verdict), clean(advice(verdict))),
        file=file_of(checked),
        line=_line(checked),
    )


_STATE = re.compile(r"""\s*(?:expect\s*\.\s*)?["']?state["']?\s*=""")


def _line(checked: Checked) -> int:
    """Where a saved page's label says which state is expected, for annotations to stand there."""
    if not checked.differs:
        return 1
    try:
        lines = (Path(checked.target) / "page.toml").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return 1
    return next((number for number, line in enumerate(lines, 1) if _STATE.match(line)), 1)


def file_of(checked: Checked) -> str:
    """The file a target is, or the one that stands for a saved page; empty for an address or standard input."""
    try:
        path = Path(checked.target)
        if path.is_dir():
            inside = [path / name for name in ("page.toml", "page.html") if (path / name).is_file()]
            path = inside[0] if inside else path
        return clean(path.as_posix()) if path.exists() else ""
    except (OSError, ValueError):
        return ""


def _why(verdict: Verdict) -> list[str]:
    told: dict[str, None] = {}
    for signal in sorted(verdict.signals, key=lambda s: (s.state != verdict.state, not s.decisive)):
        for evidence in signal.evidence[:1]:
            told[f"{clean(evidence.where)}: {clean(evidence.excerpt).strip()} ({signal.rule})"] = None
    return list(told)[:_MOST_WHY]
