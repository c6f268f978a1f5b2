"""Labelled corpora: a folder with ``labels.jsonl`` and the pages it names.

One JSON object a line: ``id``, ``path`` (to .html or .html.gz/.zst, relative to the folder), ``url``,
``status``, ``headers``, ``lang``, ``state``, ``content``, ``also``, ``evidence``, ``confidence``, ``kind``,
``source``, and where the corpus has them ``domain``, ``half`` (``learn`` or ``check``) and ``gold`` (a file with
the main text as somebody marked it). Needed are ``id``, ``path``, ``state`` and ``content``.

``pages.jsonl`` is the same of pages as they come: most have nobody's label, their ``state`` is null.
A line that cannot be used is a problem with its place; the others are still read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from harness.core.errors import TargetError, did_you_mean
from harness.core.model import Content, State, TextSource
from harness.sources.json_text import read_json

LABELS = "labels.jsonl"
PAGES = "pages.jsonl"


class Confidence(StrEnum):
    """How sure the human was; ``unsure`` labels stay out of scores, and so do pages that nobody read."""

    SURE = "sure"
    FAIR = "fair"
    UNSURE = "unsure"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Label:
    """What a human says about one page.

    Args:
        id: unique in its corpus.
        path: the page's file.
        lang: as written by the page or the labeller, ``None`` when unknown.
        also: further states and observations that hold.
        text_source: where the main text is, as far as the label tells: its own field, else
            ``structured_data`` with ``text_in_jsonld``, else ``visible`` on complete pages, else ``None``.
        domain: the registrable domain; pages of one site are no independent evidence.
        half: the half of the corpus that the page's domain is in, ``learn`` or ``check``.
        gold: a file with the main text as the page's source has marked it.
    """

    id: str
    path: Path
    state: State
    content: Content
    url: str | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    lang: str | None = None
    also: frozenset[str] = frozenset()
    evidence: str = ""
    confidence: Confidence = Confidence.SURE
    kind: str = ""
    source: str = ""
    text_source: TextSource | None = None
    domain: str = ""
    half: str = ""
    gold: Path | None = None

    @property
    def complete(self) -> bool:
        """Whether a reader can see the whole main text of the page."""
        return self.content is Content.COMPLETE

    @property
    def sure(self) -> bool:
        """Whether the label counts in scores."""
        return self.confidence in (Confidence.SURE, Confidence.FAIR)

    @property
    def unread(self) -> bool:
        """Whether nobody has read the page: it is only supposed to be complete, as nearly all pages are."""
        return self.confidence is Confidence.UNREAD


@dataclass(frozen=True, slots=True)
class Corpus:
    """A labelled corpus: its labels in the file's order, and the lines that could not be used."""

    folder: Path
    labels: tuple[Label, ...]
    problems: tuple[str, ...] = ()


class _Unusable(ValueError):
    """A line of the file is no label; the message says why."""


def read_corpus(folder: Path) -> Corpus:
    """The labels of a corpus folder.

    Raises:
        TargetError: there is no readable ``labels.jsonl`` or ``pages.jsonl``, or it has no usable line.
    """
    file = folder / (PAGES if (folder / PAGES).exists() and not (folder / LABELS).exists() else LABELS)
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        why = f"not a labelled corpus: cannot read its {file.name} ({error.strerror})"
        raise TargetError(str(folder), why) from error
    labels: dict[str, Label] = {}
    problems: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            label = _label(line, folder)
            if label.id in labels:
                raise _Unusable(f"id {label.id!r} stands twice")
            labels[label.id] = label
        except _Unusable as error:
            problems.append(f"{file}:{number}: {error}")
    if not labels:
        raise TargetError(str(file), problems[0] if problems else "it is empty")
    return Corpus(folder, tuple(labels.values()), tuple(problems))


def _label(line: str, folder: Path) -> Label:
    try:
        row = read_json(line)
    except ValueError as error:
        raise _Unusable(f"no JSON: {error}") from error
    if not isinstance(row, dict):
        raise _Unusable("not a JSON object")
    path = folder / _text(row, "path")
    if not path.is_file():
        raise _Unusable(f"path: there is no file {row['path']!r}")
    status = row.get("status")
    if not (status is None or type(status) is int):
        raise _Unusable(f"status: a number or null, not {status!r}")
    headers = row.get("headers") or {}
    if not isinstance(headers, dict):
        raise _Unusable("headers: an object or null")
    also = row.get("also") or []
    if not (isinstance(also, list) and all(isinstance(name, str) for name in also)):
        raise _Unusable("also: a list of names")
    unread = row.get("state") is None and "state" in row
    if unread:
        row |= {"state": "full", "content": "complete", "confidence": "unread"}
    content = Content(_one_of(_text(row, "content"), Content, "content"))
    gold = _text(row, "gold", optional=True)
    return Label(
        id=_text(row, "id"),
        path=path,
        state=State(_one_of(_text(row, "state"), State, "state")),
        content=content,
        url=_text(row, "url", optional=True) or None,
        status=status,
        headers={str(name).lower(): str(value) for name, value in headers.items()},
        lang=_text(row, "lang", optional=True) or None,
        also=frozenset(also),
        evidence=_text(row, "evidence", optional=True),
        confidence=Confidence(_one_of(row.get("confidence") or "sure", Confidence, "confidence")),
        kind=_text(row, "kind", optional=True),
        source=_text(row, "source", optional=True),
        text_source=_text_source(row, content, also),
        domain=_text(row, "domain", optional=True),
        half=_text(row, "half", optional=True),
        gold=folder / gold if gold else None,
    )


def _text_source(row: Mapping[str, Any], content: Content, also: Iterable[str]) -> TextSource | None:
    if row.get("text_source"):
        return TextSource(_one_of(row["text_source"], TextSource, "text_source"))
    if "text_in_jsonld" in also:
        return TextSource.STRUCTURED_DATA
    return TextSource.VISIBLE if content is Content.COMPLETE else None


def _text(row: Mapping[str, Any], key: str, *, optional: bool = False) -> str:
    value = row.get(key)
    if value is None and optional:
        return ""
    if not isinstance(value, str) or not (value or optional):
        raise _Unusable(f"{key}: a text is needed, not {value!r}")
    return value


def _one_of(value: object, words: type[StrEnum], key: str) -> str:
    known = [word.value for word in words]
    if value in known:
        return str(value)
    raise _Unusable(f"{key}: unknown {value!r}{did_you_mean(str(value), known)}")
