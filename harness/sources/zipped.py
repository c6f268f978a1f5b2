"""ZIP files from strangers: names that lead out, bombs and broken members are refused."""

from __future__ import annotations

import lzma
import os
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from harness.core.errors import TargetError
from harness.sources.octets import need_file, too_big
from harness.sources.source import Limits

MOST_MEMBERS = 100_000
DIRECTORY = 16_000_000
"""Bytes of an archive's own directory: each of its entries takes some hundred in it, and a thousand in memory."""

RATIO = 200
"""Times a member may be longer than its compressed data (1 MB and less are let through)."""

UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OverflowError,
)  # fmt: skip
"""What reading a broken archive or member raises."""

_TAIL = 66_000
_SMALL = 1024 * 1024
_LOCAL_HEADER = 30


def open_zip(path: Path, target: str) -> zipfile.ZipFile:
    """The archive.

    Raises:
        TargetError: it is none, or its directory is cut off.
        OSError: it cannot be opened.
    """
    need_file(path, target)
    if _directory_size(path) > DIRECTORY:
        raise TargetError(target, f"its directory has more than {DIRECTORY:,} bytes; it holds too many files")
    try:
        return zipfile.ZipFile(path)
    except UNREADABLE as error:
        raise TargetError(target, "it is no ZIP file, or its end is cut off") from error


def _directory_size(path: Path) -> int:
    """Bytes of the directory at the archive's end, as its last record says; 0 where there is none."""
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
        tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 16:
        return 0
    size = int.from_bytes(tail[end + 12 : end + 16], "little")
    long = tail.rfind(b"PK\x06\x06", 0, end)
    return int.from_bytes(tail[long + 40 : long + 48], "little") if long >= 0 else size


def members(archive: zipfile.ZipFile, target: str) -> list[zipfile.ZipInfo]:
    """Its files.

    Raises:
        TargetError: a name leads out of the archive, a member is a bomb, or there are too many.
    """
    found = [member for member in archive.infolist() if not member.is_dir()]
    packed = sum(member.compress_size for member in found)
    if archive.filename is not None and packed > Path(archive.filename).stat().st_size:
        raise TargetError(target, "its files overlap; it is a bomb")
    if len(found) > MOST_MEMBERS:
        raise TargetError(target, f"it holds {len(found):,} files; at most {MOST_MEMBERS:,} are read")
    for member in found:
        parts = PurePosixPath(member.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts:
            raise TargetError(target, f"the name {member.filename[:80]!r} leads out of the archive")
        if member.flag_bits & 1:
            raise TargetError(target, f"{member.filename[:80]!r} is encrypted")
        if member.file_size > max(_SMALL, RATIO * member.compress_size):
            raise TargetError(
                target, f"{member.filename[:80]!r} is packed {RATIO} times and more; it is a bomb"
            )
    return found


def read_member(archive: zipfile.ZipFile, name: str, target: str, limits: Limits) -> bytes:
    """The bytes of one file.

    Raises:
        TargetError: it is not there, too big, or broken.
    """
    try:
        member = archive.getinfo(name)
        if member.file_size > limits.max_bytes:
            raise too_big(f"{target}/{name}", limits)
        with archive.open(member) as stream:
            data = stream.read(limits.max_bytes + 1)
    except KeyError as error:
        raise TargetError(target, f"it holds no {name}") from error
    except UNREADABLE as error:
        raise TargetError(f"{target}/{name}", f"it cannot be unpacked ({error})") from error
    if len(data) > limits.max_bytes:
        raise too_big(f"{target}/{name}", limits)
    return data


def stored_at(path: Path, member: zipfile.ZipInfo) -> int:
    """Where the bytes of an uncompressed member begin: behind its local header, whose lengths are its own."""
    with path.open("rb") as file:
        file.seek(member.header_offset)
        header = file.read(_LOCAL_HEADER)
    name, extra = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
    return member.header_offset + _LOCAL_HEADER + name + extra
