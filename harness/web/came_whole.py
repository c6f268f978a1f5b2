"""Whether an answer of plain http came whole, told from its bytes: Chromium does not tell of every cut.

It shows a page whose gzip stream breaks off, or whose Content-Length is too small, as if nothing were missing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

_STATUS = re.compile(rb"HTTP/\d\.\d +(\d{3})")
_BODILESS = frozenset({204, 205, 304})
_HTML = ("text/html", "application/xhtml+xml")
_CHUNK = re.compile(rb"[0-9a-fA-F]{1,15}")
_LONGEST_LINE = 4096
_PIECE = 1 << 20

LOOKED_AT = 64_000_000
"""Decoded bytes of a compressed body after which its end is no longer looked for."""


def status_of(head: bytes) -> int | None:
    """The status of an answer's head, or ``None`` when it is no HTTP."""
    match = _STATUS.match(head)
    return int(match[1]) if match else None


def headers_of(head: bytes) -> dict[str, str]:
    """The headers of a head, names in lower case; of a repeated one the last counts."""
    found = {}
    for line in head.split(b"\r\n")[1:]:
        name, colon, value = line.partition(b":")
        if colon:
            found[name.strip().lower().decode("latin-1")] = value.strip().decode("latin-1")
    return found


class Transfer:
    """The body of one answer as its bytes pass by.

    Args:
        status: its status.
        headers: its headers, lower-case names.
        method: the request's method.
    """

    def __init__(self, status: int, headers: Mapping[str, str], method: str = "GET") -> None:
        self.html = headers.get("content-type", "").lower().startswith(_HTML)
        length = headers.get("content-length", "")
        self._chunks = _Chunks() if "chunked" in headers.get("transfer-encoding", "").lower() else None
        self._length = int(length) if length.isdecimal() and self._chunks is None else None
        if method == "HEAD" or status in _BODILESS or 100 <= status < 200:
            self._length, self._chunks = 0, None
        squeezed = headers.get("content-encoding", "").strip().lower() in ("gzip", "x-gzip")
        self._gzip = _Gzip() if squeezed and self.html else None
        self._seen = 0
        self._plain = 0

    @property
    def decoded(self) -> int:
        """Bytes of the document that have come, unpacked as far as it is looked at."""
        return self._gzip.decoded if self._gzip is not None else self._plain

    @property
    def squeezed(self) -> bool:
        """A few of its bytes may be many."""
        return self._gzip is not None

    @property
    def seen(self) -> int:
        """Bytes of the body that have come."""
        return self._seen

    @property
    def whole(self) -> bool:
        """All that the head promised has come. Never so where it promised nothing."""
        if self._chunks is not None:
            return self._chunks.over
        return self._length is not None and self._seen >= self._length

    def feed(self, data: bytes) -> None:
        """Take note of the next bytes."""
        self._seen += len(data)
        if self._chunks is not None:
            data = self._chunks.feed(data)
        elif self._length is not None and self._seen > self._length:
            data = data[: max(0, len(data) - (self._seen - self._length))]
        self._plain += len(data)
        if self._gzip is not None:
            self._gzip.feed(data)

    def fault(self) -> str:
        """What is wrong with the transfer, for people; empty when nothing is known to be."""
        if self._chunks is not None and not self._chunks.over:
            return "the last chunk is missing"
        if self._length is not None and self._seen < self._length:
            return f"{self._seen:,} of {self._length:,} bytes"
        if self._gzip is not None and self._gzip.cut:
            return "the gzip stream has no end"
        if self._length is not None and self._seen > self._length:
            return f"Content-Length is {self._length:,}, and more bytes came"
        return ""


class _Chunks:
    """Undoes chunked transfer coding, as far as it is one."""

    def __init__(self) -> None:
        self.over = False
        self._left = 0
        self._line = b""
        self._state = "size"

    def feed(self, data: bytes) -> bytes:
        out = []
        while data and not self.over and self._state != "broken":
            if self._state == "data":
                taken, data = data[: self._left], data[self._left :]
                self._left -= len(taken)
                out.append(taken)
                if not self._left:
                    self._state = "after"
                continue
            line, newline, data = data.partition(b"\n")
            self._line += line
            if len(self._line) > _LONGEST_LINE:
                self._state = "broken"
            elif newline:
                self._ends_line(self._line.strip())
                self._line = b""
        return b"".join(out)

    def _ends_line(self, line: bytes) -> None:
        if self._state == "after":
            self._state = "size" if not line else "broken"
        elif self._state == "trailer":
            self.over = not line
        else:
            size = _CHUNK.match(line)
            self._left = int(size[0], 16) if size else 0
            self._state = "broken" if not size else "data" if self._left else "trailer"


class _Gzip:
    """Whether gzip members come to their ends. What they hold is thrown away."""

    def __init__(self) -> None:
        self._member: zlib._Decompress | None = None
        self.decoded = 0
        self._begun = False
        self._given_up = False

    @property
    def cut(self) -> bool:
        return self._begun and self._member is not None and not self._given_up

    def feed(self, data: bytes) -> None:
        while data and not self._given_up:
            self._begun = True
            member = self._member = self._member or zlib.decompressobj(31)
            try:
                data = self._through(member, data)
            except zlib.error:
                # No gzip, or bytes behind it: the browser says so where it matters.
                self._given_up = True
                return
            if member.eof:
                self._member = None
            if self.decoded > LOOKED_AT:
                self._given_up = True

    def _through(self, member: zlib._Decompress, data: bytes) -> bytes:
        """Feed one member, a bounded piece at a time; what lies behind its end."""
        while self.decoded <= LOOKED_AT and not member.eof:
            piece = len(member.decompress(data, _PIECE))
            data = member.unconsumed_tail
            self.decoded += piece
            if not data and piece < _PIECE:
                break
        return member.unused_data
