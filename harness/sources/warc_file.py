"""WARC files record by record: cut ones are noticed, broken ones skipped, each read again by its place."""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from harness.core.errors import TargetError
from harness.core.extras import lacks
from harness.sources.octets import need_file
from harness.sources.page import Resource
from harness.sources.records import REDIRECTS, Record, is_document, resource, type_of
from harness.sources.source import Limits, megabytes
from harness.sources.transfer import TooLong
from harness.sources.window import Window

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_STARTS = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/1.", b"WARC/0.")
"""What a record begins with: gzip, Zstandard, or none."""

_MOST_BROKEN = 100
"""Broken records after which a file is given up: each costs a search for the next whole one."""

_TRIES = 1_000
"""Places that are tried after a broken record, before the rest of the file is given up."""


class Place(NamedTuple):
    """Where a WARC lies: a file, or a stored member of an archive."""

    path: Path
    start: int = 0
    length: int | None = None

    def open(self, at: int = 0) -> BinaryIO:
        """The bytes from ``at`` on."""
        need_file(self.path, str(self.path))
        stream: BinaryIO = self.path.open("rb")
        if self.length is not None:
            stream = cast("BinaryIO", Window(stream, self.start, self.length))
        stream.seek(at)
        return stream


@dataclass(slots=True)
class _Broken:
    at: int


def read_records(place: Place, target: str, limits: Limits) -> Iterator[Record | TargetError]:
    """The responses and resources of a WARC that are documents or redirects; no other body is read.

    Args:
        place: where it is.
        target: what reports call the file; records are ``target#1``, ``target#2`` … of all its responses.
        limits: longest body that is read.
    """
    _need_reader(target)
    number = 0
    broken = 0
    for found, _ in _iterate(place):
        if isinstance(found, _Broken):
            broken += 1
            yield TargetError(target, f"the record at byte {found.at:,} is broken; it is skipped")
            if broken == _MOST_BROKEN:
                yield TargetError(target, f"{broken} records are broken; what follows is not read")
                return
            continue
        number += 1
        name = f"{target}#{number}"
        document = is_document(_type(found))
        if found.content_length > limits.max_bytes:
            if document:
                yield TargetError(name, f"it is bigger than {megabytes(limits)}; --max-mb raises the cap")
        elif document or _status(found) in REDIRECTS:
            yield _record(found, name)


def count_documents(place: Place) -> int:
    """How many records may be pages: by their headers, no body is read."""
    _need_reader(str(place.path))
    total = broken = 0
    for found, _ in _iterate(place):
        broken += isinstance(found, _Broken)
        if broken == _MOST_BROKEN:
            return total + 2
        total += isinstance(found, _Broken) or is_document(_type(found))
    return total


class Stored(Mapping[str, Resource]):
    """A WARC's answers by address. It is read through once, when a browser first asks; bodies never stay.

    Args:
        place: where it is.
        limits: longest body that is read.
    """

    def __init__(self, place: Place, limits: Limits) -> None:
        self._place = place
        self._limits = limits
        self._index: dict[str, int] | None = None

    def __getitem__(self, url: str) -> Resource:
        found = next(_iterate(self._place, self._places()[url]), None)
        if found is None or isinstance(found[0], _Broken):
            raise KeyError(url)
        try:
            return resource(_record(found[0], url), self._limits)
        except TooLong:
            raise KeyError(url) from None

    def __contains__(self, url: object) -> bool:
        return url in self._places()

    def __iter__(self) -> Iterator[str]:
        return iter(self._places())

    def __len__(self) -> int:
        return len(self._places())

    def __reduce__(self) -> tuple[type[Stored], tuple[Place, Limits]]:
        return Stored, (self._place, self._limits)

    def _places(self) -> dict[str, int]:
        if self._index is None:
            self._index = {}
            for found, at in _iterate(self._place):
                if not isinstance(found, _Broken) and found.content_length <= self._limits.max_bytes:
                    self._index.setdefault(_url(found), at)
        return self._index


def _need_reader(target: str) -> None:
    if lacking := lacks("archives", "fastwarc", "zstandard"):
        raise TargetError(target, f"WARC files need {lacking}")


def _iterate(place: Place, start: int = 0) -> Iterator[tuple[WarcRecord | _Broken, int]]:
    """The responses and resources from byte ``start`` on, with their places."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource
    at = start
    while True:
        last, broken = at, False
        with place.open(at) as stream:
            # digests and types of other records are of no interest: every record passes, so that the
            # place of the last one is known when the next is broken
            records = ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=True)
            while True:
                try:
                    found = next(records)
                except StopIteration:
                    break
                except (OSError, ValueError):
                    broken = True
                    break
                last = at + found.stream_pos
                if found.record_type & wanted:
                    yield found, last
        if not broken:
            return
        follower = _next_start(place, last + 1, at == last)
        yield _Broken(last), last
        if follower is None:
            return
        at = follower


def _next_start(place: Place, start: int, first: bool) -> int | None:
    """Where a record begins behind ``start``: a place from which one can be read."""
    from fastwarc.warc import ArchiveIterator

    with place.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        end = len(data) if place.length is None else place.start + place.length
        at = place.start + start
        for _ in range(_TRIES):
            ahead = [found for mark in _STARTS if (found := data.find(mark, at, end)) >= 0]
            if not ahead:
                return None
            at = min(ahead)
            with place.open(at - place.start) as stream:
                try:
                    next(ArchiveIterator(stream))
                except (OSError, ValueError, StopIteration):
                    at += 1
                    continue
            return at - place.start
    return None


def _url(record: WarcRecord) -> str:
    return (record.headers.get("WARC-Target-URI") or "").strip("<> ")


def _type(record: WarcRecord) -> str:
    """The content type; empty also where the record is cut within its headers."""
    headers = record.http_headers if record.is_http else record.headers
    return type_of(headers.get("Content-Type") or "") if headers else ""


def _status(record: WarcRecord) -> int | None:
    http = record.http_headers if record.is_http else None
    return http.status_code if http is not None else None


def _record(found: WarcRecord, name: str) -> Record:
    headers: dict[str, str] = {}
    status = None
    if found.is_http and found.http_headers is not None:
        status = found.http_headers.status_code
        for key, value in found.http_headers.items():
            low = key.lower()
            headers[low] = f"{headers[low]}\n{value}" if low in headers else value
    elif kind := found.headers.get("Content-Type"):
        headers["content-type"] = kind
    promised = found.content_length
    body = found.reader.read() if promised else b""
    # a record that is cut within its headers has none
    complete = len(body) >= promised and not (found.is_http and status is None)
    return Record(name, _url(found), status, headers, body, complete)
