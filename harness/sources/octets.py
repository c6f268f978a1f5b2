"""Bytes from disk or standard input: capped, decompressed, and told apart by what they hold."""

from __future__ import annotations

import gzip
import re
import stat
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import Enum
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from harness.core.errors import TargetError
from harness.core.extras import lacks
from harness.sources.source import Limits, megabytes

_CHUNK = 1024 * 1024
_SNIFF = 64 * 1024

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a media file (RIFF)"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip data; name it with the ending .gz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data; name it with the ending .zst"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3", "a database"),
    (b"WARC/", "a WARC archive"),
)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|!--|(?:html|head|title|meta|body|article|main|section|div|p|h[1-6]|script|span|a)[\s>/])",
    re.IGNORECASE,
)
_CONTROLS = bytes(set(range(32)) - set(b"\0\t\n\r\f\x0b\x1b")) + b"\x7f"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


class Kind(Enum):
    """What some bytes hold."""

    HTML = "HTML"
    TEXT = "text"
    NOTHING = "nothing"
    BINARY = "binary data"


def sniff(data: bytes) -> tuple[Kind, str]:
    """What the bytes hold, and its name for people (``a PDF``)."""
    head = data[:_SNIFF].lstrip()
    if not head:
        return Kind.NOTHING, "nothing"
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return Kind.BINARY, name
    if head.startswith(_UTF16):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    # Null bytes alone are no proof: pages with stray ones exist, and browsers read over them.
    odd = len(head) - len(head.translate(None, _CONTROLS))
    nulls = head.count(0)
    if odd > len(head) * 0.02 or (nulls > len(head) * 0.2 and not _looks_wide(head)):
        return Kind.BINARY, "binary data"
    if _HTML.search(head) or _HTML.search(head.replace(b"\0", b"")):
        return Kind.HTML, "HTML"
    return Kind.TEXT, "text"


def _looks_wide(head: bytes) -> bool:
    """UTF-16 without a byte order mark: every other byte is null, and hardly any of the rest."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    return max(even, odd) > half * 0.4 and min(even, odd) < half * 0.05


def read_file(path: Path, target: str, limits: Limits) -> bytes:
    """A file's bytes; ``.gz`` and ``.zst`` are decompressed.

    Raises:
        TargetError: it is too big, or its compressed data is broken or cut.
        OSError: it cannot be opened.
    """
    need_file(path, target)
    if path.suffix.lower() not in _OPENERS and path.stat().st_size > limits.max_bytes:
        raise too_big(target, limits)
    with open_file(path, target) as stream:
        return read_stream(stream, target, limits)


def need_file(path: Path, target: str) -> None:
    """See that reading a path comes to an end.

    Raises:
        TargetError: it is a pipe, a device or a socket that the shell did not hand over.
        OSError: it is not there.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) and not path.is_relative_to("/dev/fd"):
        raise TargetError(
            target, "it is a pipe, a device or a socket, not a file; pipe its data in and name it -"
        )


def open_file(path: Path, target: str) -> AbstractContextManager[BinaryIO]:
    """A file's bytes as they are read; ``.gz`` and ``.zst`` are decompressed.

    Raises:
        TargetError: its compressed data is broken or cut (while it is read).
        OSError: it cannot be opened.
    """
    need_file(path, target)
    return _OPENERS.get(path.suffix.lower(), _plain)(path, target)


def read_stream(stream: _Readable, target: str, limits: Limits) -> bytes:
    """All of a stream, up to the cap, so that a decompression bomb costs no more than a big file.

    Raises:
        TargetError: it is longer than ``limits.max_bytes``.
    """
    parts: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limits.max_bytes:
            raise too_big(target, limits)
        parts.append(chunk)
    return b"".join(parts)


def too_big(target: str, limits: Limits) -> TargetError:
    """The refusal of a document that is longer than the cap."""
    return TargetError(target, f"it is bigger than {megabytes(limits)}; --max-mb raises the cap")


def need_text(data: bytes, target: str) -> Kind:
    """What the bytes hold: HTML or text.

    Raises:
        TargetError: there is nothing, or binary data; the message names what was found.
    """
    kind, name = sniff(data)
    if kind is Kind.NOTHING:
        raise TargetError(target, "it is empty" if not data else "it holds nothing but white space")
    if kind is Kind.BINARY:
        raise TargetError(target, f"it is {name}, not HTML or text")
    return kind


@contextmanager
def _plain(path: Path, target: str) -> Iterator[BinaryIO]:
    with path.open("rb") as stream:
        yield stream


@contextmanager
def _gzipped(path: Path, target: str) -> Iterator[BinaryIO]:
    try:
        with gzip.open(path, "rb") as stream:
            yield cast("BinaryIO", stream)
    except EOFError as error:
        raise TargetError(target, "its gzip data ends too early; the file is cut") from error
    except (gzip.BadGzipFile, zlib.error, OverflowError) as error:
        raise TargetError(target, f"its gzip data is broken ({error})") from error


@contextmanager
def _zstandard(path: Path, target: str) -> Iterator[BinaryIO]:
    if lacking := lacks("archives", "zstandard"):
        raise TargetError(target, f"Zstandard data need {lacking}")
    # Imported here: the module costs start-up time and few targets need it.
    import zstandard

    try:
        with (
            path.open("rb") as raw,
            zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True) as stream,
        ):
            yield cast("BinaryIO", stream)
    except zstandard.ZstdError as error:
        raise TargetError(target, f"its Zstandard data is broken ({error})") from error


_OPENERS = {".gz": _gzipped, ".zst": _zstandard}
