"""HAR files: ``.har``, and ``.har.zip`` as Playwright writes it; every document of the recording is a page.

Source: HAR 1.2; ``_resourceType`` is Chrome's, ``_file`` (a body kept beside the log) is Playwright's.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from harness.core.errors import TargetError
from harness.sources.json_text import read_json
from harness.sources.octets import read_file
from harness.sources.page import Resource
from harness.sources.records import HTML_TYPES, REDIRECTS, Record, documents, resource
from harness.sources.source import DEFAULT, Item, Limits, Source
from harness.sources.targets import written_elsewhere
from harness.sources.transfer import TooLong
from harness.sources.zipped import members, open_zip, read_member

_MOST_ENTRIES = 100_000
_MOST_BROKEN = 20
"""Broken entries that are told one by one."""

_TOKEN = re.compile(rb'"([^"\\]*+(?:\\.[^"\\]*+)*+)"(\s*+:)?|[\[\]{}]', re.DOTALL)
_ENTRY = 4
"""How deep an entry stands: in the list ``entries`` of the object ``log``."""


def _read(target: str, limits: Limits) -> Iterator[Item]:
    path = Path(target)
    whole = replace(limits, max_bytes=limits.whole)
    if not target.lower().endswith(".zip"):
        attached = _Attached(lambda name: _near(path, name, limits), limits)
        yield from _pages(read_file(path, target, whole), target, limits, attached)
        return
    with open_zip(path, target) as archive:
        names = [m.filename for m in members(archive, target)]
        log = next((name for name in names if name.endswith(".har")), None)
        if log is None:
            raise TargetError(target, "it holds no .har")
        attached = _Attached(lambda name: read_member(archive, name, target, limits), limits)
        yield from _pages(read_member(archive, log, target, whole), target, limits, attached)


class _Attached:
    """The bodies that are kept beside the log. All together they may be as long as an archive.

    Args:
        read: one of them, by its name.
        limits: what reading may cost.
    """

    def __init__(self, read: Callable[[str], bytes], limits: Limits) -> None:
        self._read = read
        self._left = limits.whole

    def __call__(self, name: str) -> bytes:
        body = self._read(name) if self._left > 0 else b""
        self._left -= len(body)
        if self._left <= 0:
            raise TargetError(name[:80], "the bodies beside the log are bigger than --max-mb allows")
        return body


def _near(path: Path, name: str, limits: Limits) -> bytes:
    root = path.parent.resolve()
    found = (root / name).resolve()
    if not found.is_relative_to(root):
        raise TargetError(str(path), f"{name[:80]!r} leads out of its folder")
    try:
        return read_file(found, str(found), limits)
    except OSError as error:
        raise TargetError(str(path), f"{name[:80]!r} cannot be read ({error.strerror})") from error


def _entries(data: bytes) -> Iterator[bytes]:
    """The entries of the log as they are written. Only one at a time is taken apart: a log may be long."""
    depth, start = 0, 0
    names = [b""] * (_ENTRY + 1)
    for token in _TOKEN.finditer(data):
        sign = token[0]
        if sign[:1] == b'"':
            if token[2] is not None and depth < _ENTRY:
                names[depth] = token[1]
        elif sign in b"[{":
            depth += 1
            if depth == _ENTRY and names[1:3] == [b"log", b"entries"]:
                start = token.start()
        else:
            if depth == _ENTRY and names[1:3] == [b"log", b"entries"]:
                yield data[start : token.end()]
            depth -= 1


def _pages(data: bytes, target: str, limits: Limits, attached: _Attached) -> Iterator[Item]:
    records: list[tuple[Record, bool]] = []
    broken = 0
    number = 0
    for number, text in enumerate(_entries(data), start=1):
        if number > _MOST_ENTRIES:
            yield TargetError(target, f"it has more than {_MOST_ENTRIES:,} entries; the rest is not read")
            break
        name = f"{target}#{number}"
        try:
            entry = read_json(text)
            records.append((_record(entry, name, attached), _is_document(entry)))
        except (KeyError, TypeError, AttributeError, ValueError, OverflowError):
            broken += 1
            if broken <= _MOST_BROKEN:
                yield TargetError(name, "the entry is broken; it is skipped")
        except TargetError as error:
            yield TargetError(name, str(error))
    if not number:
        raise TargetError(target, "it is no HAR: it has no log.entries")
    if broken > _MOST_BROKEN:
        yield TargetError(target, f"{broken:,} entries are broken; they are skipped")
    if not any(document for _, document in records):
        raise TargetError(target, "it holds no HTML document")
    asked = (record for record, document in records if document)
    yield from documents(asked, _resources([record for record, _ in records], limits), limits)


def _is_document(entry: Mapping[str, Any]) -> bool:
    """Chrome names documents; others are known by their type. A frame's is a document, too, but has a parent."""
    kind = entry.get("_resourceType")
    if kind is not None:
        return str(kind) == "document"
    response = entry["response"]
    type_ = str(response["content"].get("mimeType") or "").partition(";")[0]
    return type_ in HTML_TYPES or int(response.get("status") or 0) in REDIRECTS


def _record(entry: Mapping[str, Any], name: str, attached: _Attached) -> Record:
    response = entry["response"]
    content = response.get("content") or {}
    headers: dict[str, str] = {}
    for header in response.get("headers") or ():
        low = str(header["name"]).lower()
        value = str(header["value"])
        headers[low] = f"{headers[low]}\n{value}" if low in headers else value
    if content.get("mimeType") and "content-type" not in headers:
        headers["content-type"] = str(content["mimeType"])
    if response.get("redirectURL"):
        headers.setdefault("location", str(response["redirectURL"]))
    headers.pop("content-encoding", None)  # a HAR holds bodies as the browser decoded them
    headers.pop("transfer-encoding", None)
    if content.get("_file"):
        body = attached(str(content["_file"]))
    elif content.get("encoding") == "base64":
        body = base64.b64decode(content.get("text") or "")
    else:
        body = str(content.get("text") or "").encode("utf-8", "replace")
        if body and "text/" in headers.get("content-type", ""):
            kind = headers["content-type"].partition(";")[0]
            headers["content-type"] = f"{kind}; charset=utf-8"
    status = int(response.get("status") or 0) or None
    return Record(name, str(entry["request"]["url"]), status, headers, body)


def _resources(records: list[Record], limits: Limits) -> Mapping[str, Resource]:
    found: dict[str, Resource] = {}
    for record in records:
        if record.url not in found:
            try:
                found[record.url] = resource(record, limits)
            except TooLong:
                continue
    return found


SOURCE = Source(
    claims=lambda target: (
        target.lower().endswith((".har", ".har.gz", ".har.zip")) and not written_elsewhere(target)
    ),
    read=_read,
    example="session.har",
    count=lambda target: sum(1 for _ in _read(target, DEFAULT)),
)
