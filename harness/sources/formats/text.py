"""Text files: ``.txt``, what a scraper or an extractor made of a page, without its HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from harness.sources.octets import need_text, read_file
from harness.sources.page import Page
from harness.sources.plain import decode
from harness.sources.source import Item, Limits, Source
from harness.sources.targets import written_elsewhere

_ENDINGS = (".txt", ".text", ".txt.gz", ".txt.zst")


def _read(target: str, limits: Limits) -> Iterator[Item]:
    data = read_file(Path(target), target, limits)
    need_text(data, target)
    yield Page(target=target, html=decode(data), text=True)


def _claims(target: str) -> bool:
    return target.lower().endswith(_ENDINGS) and not written_elsewhere(target)


SOURCE = Source(claims=_claims, read=_read, example="article.txt")
