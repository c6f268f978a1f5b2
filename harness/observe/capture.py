"""What loading a page in a browser gave: the border between waiting for things and looking at values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from harness.core.model import Consent
from harness.observe.observation import Box, Failure

if TYPE_CHECKING:
    from harness.sources.page import Resource


@dataclass(frozen=True, slots=True)
class Screenshot:
    """A small picture of a part of a page: a JPEG, and the part it shows in CSS pixels of the document."""

    jpeg: bytes
    view: Box


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a live page is worth saving beside its document.

    Args:
        rendered: the document as its scripts left it, as HTML.
        resources: the answers it needed, by whole address.
        left_out: addresses of answers that did not fit the budget, or could not be had.
    """

    rendered: str = ""
    resources: Mapping[str, Resource] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """One document as a browser loaded it.

    Args:
        url: the address asked for, or ``None`` for a saved page without one.
        final_url: the address the document has in the end.
        redirects: addresses passed on the way, the first is the one asked for.
        status: HTTP status of the document.
        headers: its response headers, lower-case names.
        html: the document as served; ``None`` when nothing came.
        answer: what ``probe.js`` answered, empty when it could not be asked.
        partial: the document is known to be incomplete, and why; there is an answer all the same.
        failure: no document at all, and why.
        attempts: how often the page was opened to get this far.
        scripts: its scripts were let run in the attempt that gave the answer.
        consent: what became of its consent banner, where that was to be answered.
        storage: cookies as the page left them, and local storage where it was asked for (they are secret).
        taken: the rendered document and the answers it needed, where they were asked for.
        screenshot: what a reader sees of it, where a report asked for that and it could be taken.
    """

    url: str | None = None
    final_url: str | None = None
    redirects: tuple[str, ...] = ()
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    html: bytes | str | None = None
    answer: Mapping[str, Any] = field(default_factory=dict)
    partial: Failure | None = None
    failure: Failure | None = None
    attempts: int = 1
    scripts: bool = True
    consent: Consent | None = None
    storage: Mapping[str, Any] | None = field(default=None, repr=False)
    taken: Taken | None = field(default=None, repr=False)
    screenshot: Screenshot | None = None
