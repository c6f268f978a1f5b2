"""WARC archives: ``.warc``, ``.warc.gz``, ``.warc.zst``; every response and resource that is HTML is a page.

A page's own requests are answered from the archive, redirects included. A record that is cut or broken is
an error of its own; the others are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from harness.core.errors import TargetError
from harness.sources.octets import need_file
from harness.sources.records import documents
from harness.sources.source import Item, Limits, Source
from harness.sources.targets import written_elsewhere
from harness.sources.warc_file import Place, Stored, count_documents, read_records

_ENDINGS = (".warc", ".warc.gz", ".warc.zst")


def _read(target: str, limits: Limits) -> Iterator[Item]:
    path = Path(target)
    need_file(path, target)
    if path.stat().st_size == 0:
        raise TargetError(target, "it is empty")
    place = Place(path)
    found = False
    for item in documents(read_records(place, target, limits), Stored(place, limits), limits):
        found = True
        yield item
    if not found:
        raise TargetError(target, "it holds no HTML document")


SOURCE = Source(
    claims=lambda target: target.lower().endswith(_ENDINGS) and not written_elsewhere(target),
    read=_read,
    example="crawl.warc.gz",
    count=lambda target: count_documents(Place(Path(target))) or 1,
)
