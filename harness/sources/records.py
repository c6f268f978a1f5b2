"""Records of an archive: which are documents to look at, and how the others answer a page's requests."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from harness.core.errors import TargetError
from harness.sources.address import original_address, web_address
from harness.sources.octets import Kind, sniff
from harness.sources.page import Page, Resource
from harness.sources.source import Item, Limits, NotAPage, megabytes
from harness.sources.transfer import TooLong, decoded, plain_headers

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REMEMBERED = 10_000
"""Redirects that are remembered, to tell a document by which way it was reached."""

_TYPE = re.compile(r"[^;\s]*")


@dataclass(frozen=True, slots=True)
class Record:
    """One stored answer.

    Args:
        name: what reports call it.
        url: its address.
        status: HTTP status, or ``None``.
        headers: lower-case names; several of a name are joined by line breaks, as browsers hand them on.
        body: as stored, encodings and all.
        complete: the archive holds all of it.
    """

    name: str
    url: str
    status: int | None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    complete: bool = True

    @property
    def type(self) -> str:
        """Its content type without parameters."""
        return type_of(self.headers.get("content-type", ""))


def type_of(header: str) -> str:
    """A content type without parameters, in lower case."""
    match = _TYPE.match(header.strip().lower())
    return match[0] if match else ""


def is_document(type_: str) -> bool:
    """Whether a record of this content type may be a page; one without a type may."""
    return type_ in HTML_TYPES or not type_


def documents(
    records: Iterable[Record | TargetError], resources: Mapping[str, Resource], limits: Limits
) -> Iterator[Item]:
    """The pages among ``records``; what cannot be one comes as an error, a sub-resource not at all.

    Args:
        records: in the order of the archive.
        resources: the whole archive by address, for the requests that a page's browser makes.
        limits: what a document may cost.
    """
    ways: OrderedDict[str, tuple[str, ...]] = OrderedDict()
    for record in records:
        if isinstance(record, TargetError):
            yield record
            continue
        url = original_address(record.url)
        if record.status in REDIRECTS and "location" in record.headers:
            try:
                onward = original_address(urljoin(record.url, record.headers["location"]))
            except ValueError:
                yield NotAPage(record.name, "it is a redirect to no valid address")
                continue
            ways[onward] = (*ways.pop(url, ()), url)
            if len(ways) > _REMEMBERED:
                ways.popitem(last=False)
            if is_document(record.type):
                yield NotAPage(record.name, "it is a redirect")
            continue
        if not is_document(record.type):
            continue
        yield _page(record, url, ways.pop(url, ()), resources, limits)


def _page(
    record: Record, url: str, way: tuple[str, ...], resources: Mapping[str, Resource], limits: Limits
) -> Item:
    if not record.complete:
        return TargetError(record.name, "the archive is cut in the middle of it")
    try:
        html = decoded(record.body, record.headers, limits.max_bytes)
    except TooLong:
        return TargetError(record.name, f"it is bigger than {megabytes(limits)}; --max-mb raises the cap")
    kind, name = sniff(html)
    if not record.type and kind is not Kind.HTML:
        return NotAPage(record.name, f"it is {name}, not HTML")
    if kind is Kind.BINARY:
        return NotAPage(record.name, f"it is {name}, not HTML")
    if kind is Kind.NOTHING and record.status is None:
        return NotAPage(record.name, "it is empty")
    return Page(
        target=record.name,
        html=html,
        url=url if web_address(url) else None,
        status=record.status,
        headers=plain_headers(record.headers),
        redirects=way,
        resources=resources,
    )


def resource(record: Record, limits: Limits) -> Resource:
    """The record as the answer to a request.

    Raises:
        TooLong: its body decompresses to more than a document may have.
    """
    body = decoded(record.body, record.headers, limits.max_bytes)
    return Resource(body, record.status or 200, plain_headers(record.headers))
