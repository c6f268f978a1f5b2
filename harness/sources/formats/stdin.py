"""Standard input: ``-``. HTML or a scraper's text; what it holds decides."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from harness.core.errors import TargetError
from harness.sources.address import origin_of
from harness.sources.octets import Kind, need_text, read_stream
from harness.sources.page import Page
from harness.sources.plain import decode
from harness.sources.source import Item, Limits, Source


def _read(target: str, limits: Limits) -> Iterator[Item]:
    if sys.stdin is None or sys.stdin.closed:
        raise TargetError(target, "standard input is closed")
    # Unbuffered: a reader that is still waiting must not hold the buffer's lock when the program ends.
    data = read_stream(getattr(sys.stdin.buffer, "raw", sys.stdin.buffer), "standard input", limits)
    if need_text(data, "standard input") is Kind.HTML:
        yield Page(target=target, html=data, url=origin_of(data))
    else:
        yield Page(target=target, html=decode(data), text=True)


SOURCE = Source(claims=lambda target: target == "-", read=_read, example="-")
