"""Bodies as they were sent, made readable: chunks joined, compression undone, bombs refused."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Mapping
from typing import Protocol

_CHUNK_SIZE = re.compile(rb"\s*([0-9a-fA-F]{1,8})\s*(?:;[^\r\n]*)?\r?\n")
_STEP = 256 * 1024
_UNDONE = frozenset({"content-encoding", "transfer-encoding", "content-length"})


class TooLong(Exception):
    """A body decompresses to more than it may."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def decoded(body: bytes, headers: Mapping[str, str], most: int) -> bytes:
    """``body`` without its transfer and content encodings.

    Archives differ: some store what came over the wire, some what the browser made of it, and keep the
    headers either way. So each encoding is undone only where the bytes look like it. Data that ends too
    early gives what there is.

    Args:
        body: as stored.
        headers: the stored response's, lower-case names.
        most: bytes the result may have.

    Raises:
        TooLong: it would have more.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        undo = _CODINGS.get(coding.strip())
        if undo is not None:
            body = undo(body, most)
    if len(body) > most:
        raise TooLong
    return body


def plain_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """``headers`` without those that describe encodings which are undone."""
    return {name: value for name, value in headers.items() if name not in _UNDONE}


def _joined(body: bytes) -> bytes:
    """The chunks of a chunked body in one; a body that is not chunked as it is."""
    parts, at = [], 0
    while match := _CHUNK_SIZE.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            break
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
    return b"".join(parts) if parts else body


def _gunzip(body: bytes, most: int) -> bytes:
    return _inflate(body, most, lambda: zlib.decompressobj(31)) if body[:2] == b"\x1f\x8b" else body


def _deflate(body: bytes, most: int) -> bytes:
    raw = body[:1] not in (b"\x78", b"\x68", b"\x58")
    return _inflate(body, most, lambda: zlib.decompressobj(-15 if raw else 15))


def _inflate(body: bytes, most: int, make: Callable[[], zlib._Decompress]) -> bytes:
    inflater = make()
    parts: list[bytes] = []
    size, rest = 0, body
    try:
        while rest and not inflater.eof:
            part = inflater.decompress(rest, _STEP)
            size += len(part)
            if size > most:
                raise TooLong
            parts.append(part)
            rest = inflater.unconsumed_tail
            if not part and not rest:
                break
    except zlib.error:
        return b"".join(parts) if parts else body
    return b"".join(parts)


def _zstandard(body: bytes, most: int) -> bytes:
    if body[:4] != b"\x28\xb5\x2f\xfd":
        return body
    import zstandard

    return _drained(zstandard.ZstdDecompressor().stream_reader(io.BytesIO(body)), body, most)


def _brotli(body: bytes, most: int) -> bytes:
    from fastwarc.stream_io import BrotliReader

    return _drained(BrotliReader(io.BytesIO(body)), body, most)


def _drained(stream: _Readable, stored: bytes, most: int) -> bytes:
    import zstandard

    parts: list[bytes] = []
    size = 0
    try:
        while part := stream.read(_STEP):
            size += len(part)
            if size > most:
                raise TooLong
            parts.append(part)
    except (OSError, ValueError, EOFError, zstandard.ZstdError):
        # brotli has no magic: what cannot be undone was stored undone, or is cut
        return b"".join(parts) if parts else stored
    return b"".join(parts)


_CODINGS: Mapping[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstandard,
}
