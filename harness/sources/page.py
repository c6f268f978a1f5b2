"""A page to look at: what a source read, before any engine opens it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Resource:
    """One stored answer: a sub-resource of a saved page.

    Args:
        body: its decoded bytes (no content-encoding left).
        status: HTTP status; a 30x carries its ``location`` header and is resolved by the replay in Python.
        headers: lower-case names.
    """

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expect:
    """What a human says about a page (the ``[expect]`` table of ``page.toml``, or a corpus label).

    ``confirmed`` is false while only ``harness save`` has proposed it.
    """

    state: str
    content: str | None = None
    also: tuple[str, ...] | None = None
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One document to look at.

    Args:
        target: what the user named, for reports.
        html: the document's bytes as served, or text already decoded; ``None`` for a live URL.
        url: the address of the document, or ``None`` when unknown.
        status: HTTP status, or ``None`` when unknown.
        headers: lower-case names; empty when unknown.
        redirects: addresses passed before ``url``, the first is the one that was asked for.
        resources: sub-resources by absolute URL (saved folders, archives).
        text: the target is a scraper's plain text, not HTML.
        live: load ``url`` from the network.
        expect: the human's label, where the source carries one.
        id: short stable name for snapshots and reports (``pages/<id>``), or empty.
    """

    target: str
    html: bytes | str | None = None
    url: str | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    redirects: tuple[str, ...] = ()
    resources: Mapping[str, Resource] = field(default_factory=dict)
    text: bool = False
    live: bool = False
    expect: Expect | None = None
    id: str = ""
    note: str = ""

    @property
    def asked(self) -> str | None:
        """The address that was asked for; ``url`` is the one that answered."""
        return self.redirects[0] if self.redirects else self.url
