"""WACZ archives: ``.wacz``, a ZIP of WARC files and a list of pages; the listed pages are looked at.

Source: the Web Archive Collection Zipped specification 1.1.1 (``pages/pages.jsonl``, ``archive/*.warc.gz``).
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from harness.core.errors import TargetError
from harness.sources.json_text import read_json
from harness.sources.page import Page, Resource
from harness.sources.records import documents
from harness.sources.source import DEFAULT, MEGABYTE, Item, Limits, Source
from harness.sources.targets import written_elsewhere
from harness.sources.warc_file import Place, Stored, read_records
from harness.sources.zipped import UNREADABLE, members, open_zip, read_member, stored_at

_LITTLE = 64 * MEGABYTE
_GROWTH = 30
_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")


class _Stores(Mapping[str, Resource]):
    """Several WARC files as one. Copies that were made of them go with the last page that may ask."""

    def __init__(self, stores: tuple[Stored, ...], copies: Path | None) -> None:
        self._stores = stores
        if copies is not None:
            weakref.finalize(self, shutil.rmtree, copies, ignore_errors=True)

    def __getitem__(self, url: str) -> Resource:
        for store in self._stores:
            if url in store:
                return store[url]
        raise KeyError(url)

    def __iter__(self) -> Iterator[str]:
        return iter({url: None for store in self._stores for url in store})

    def __len__(self) -> int:
        return sum(len(store) for store in self._stores)


def _read(target: str, limits: Limits) -> Iterator[Item]:
    path = Path(target)
    with open_zip(path, target) as archive:
        warcs = [m for m in members(archive, target) if m.filename.startswith("archive/")]
        if not warcs:
            raise TargetError(target, "it holds no archive/*.warc.gz")
        packed = any(member.compress_type != zipfile.ZIP_STORED for member in warcs)
        if packed:
            _afford(path, target, warcs)
        copies = Path(tempfile.mkdtemp(prefix="harness-")) if packed else None
        try:
            places = [_place(archive, path, member, target, copies) for member in warcs]
        except BaseException:
            if copies is not None:
                shutil.rmtree(copies, ignore_errors=True)
            raise
        wanted = set(_listed(archive, target, limits))
        stores = _Stores(tuple(Stored(place, limits) for place in places), copies)
        for place in places:
            for item in documents(read_records(place, target, limits), stores, limits):
                if not isinstance(item, Page) or not wanted or item.url in wanted:
                    yield item


def _place(
    archive: zipfile.ZipFile,
    path: Path,
    member: zipfile.ZipInfo,
    target: str,
    copies: Path | None,
) -> Place:
    if copies is None or member.compress_type == zipfile.ZIP_STORED:
        return Place(path, stored_at(path, member), member.file_size)
    # Compressed members cannot be read at a place; the specification asks for stored ones.
    copy = copies / f"{member.header_offset}.warc"
    try:
        with archive.open(member) as packed, copy.open("wb") as plain:
            shutil.copyfileobj(packed, plain, 1024 * 1024)
    except UNREADABLE as error:
        raise TargetError(f"{target}/{member.filename[:80]}", f"it cannot be unpacked ({error})") from error
    return Place(copy)


def _afford(path: Path, target: str, warcs: Sequence[zipfile.ZipInfo]) -> None:
    """Unpacked copies take some ten times the archive at most, as WARC files do: else it is a bomb of many members."""
    unpacked = sum(member.file_size for member in warcs if member.compress_type != zipfile.ZIP_STORED)
    if unpacked > max(_LITTLE, _GROWTH * path.stat().st_size):
        raise TargetError(target, f"its members unpack to {unpacked / MEGABYTE:,.0f} MB; it is a bomb")


def _listed(archive: zipfile.ZipFile, target: str, limits: Limits) -> Iterator[str]:
    names = set(archive.namelist())
    for name in _LISTS:
        if name not in names:
            continue
        for line in read_member(archive, name, target, limits).splitlines():
            try:
                page = read_json(line)
            except ValueError:
                continue
            if isinstance(page, dict) and isinstance(page.get("url"), str):
                yield page["url"]


def _count(target: str) -> int:
    return sum(1 for _ in _read(target, DEFAULT))


SOURCE = Source(
    claims=lambda target: target.lower().endswith(".wacz") and not written_elsewhere(target),
    read=_read,
    example="crawl.wacz",
    count=_count,
)
