"""Live pages: an ``http`` or ``https`` address, loaded in the browser."""

from __future__ import annotations

from collections.abc import Iterator

from harness.sources.address import is_address, need_web_address, without_password
from harness.sources.page import Page
from harness.sources.source import Item, Limits, Source


def _read(target: str, limits: Limits) -> Iterator[Item]:
    yield Page(target=without_password(target), url=need_web_address(target), live=True)


SOURCE = Source(claims=is_address, read=_read, example="https://news.example/story")
