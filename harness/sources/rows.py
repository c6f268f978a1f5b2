"""A row of a table as a page: what its columns are called, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from harness.core.errors import TargetError
from harness.sources.address import need_web_address, original_address, web_address, without_password
from harness.sources.json_text import read_json
from harness.sources.octets import read_file
from harness.sources.page import Page
from harness.sources.source import Item, Limits

HTML = ("html", "raw_html", "content", "body", "page", "document")
TEXT = ("text", "plain_text", "article_text", "extracted")
URL = ("url", "link", "uri", "target_uri", "warc_target_uri", "final_url")
STATUS = ("status", "status_code", "http_status")
PATH = ("path", "file", "filename")
ID = ("id", "key", "name")
COLUMNS = (*HTML, *TEXT, *URL, *STATUS, *PATH, *ID, "headers")
"""Every column that is read; the others are passed over."""


def page_of(row: Mapping[str, Any], name: str, folder: Path, limits: Limits) -> Item:
    """The page of one row.

    Its HTML stands in the row (``html``, ``content`` …) or in a file that it names (``path``, from the
    table's folder). A row with a text only is a scraper's output; with an address only, a live page.

    Args:
        row: column names in any case.
        name: what reports call the row.
        folder: where the table lies.
        limits: longest document that is read.
    """
    low = {str(key).strip().lower(): value for key, value in row.items()}
    label = _first(low, ID)
    called = f"{name} {label}" if label else name
    url = original_address(str(_first(low, URL) or "").strip())
    page = Page(
        target=called,
        url=url if web_address(url) else None,
        status=_status(_first(low, STATUS)),
        headers=_headers(low.get("headers")),
        id=str(label or ""),
    )
    try:
        return _filled(page, low, called, folder, limits)
    except TargetError as error:
        return error


def _filled(page: Page, row: Mapping[str, Any], name: str, folder: Path, limits: Limits) -> Item:
    html = _first(row, HTML)
    if html:
        if not isinstance(html, str | bytes):
            return TargetError(name, f"its HTML is no text but a {type(html).__name__}")
        if len(html) > limits.max_bytes:
            return TargetError(name, "its HTML is bigger than --max-mb allows")
        return replace(page, html=html)
    if file := _first(row, PATH):
        return replace(page, html=_from_file(str(file), name, folder, limits))
    if text := _first(row, TEXT):
        return replace(page, html=str(text), text=True)
    if url := _first(row, URL):
        try:
            return Page(target=without_password(str(url)), url=need_web_address(str(url).strip()), live=True)
        except TargetError as error:
            return TargetError(name, str(error))
    return TargetError(name, f"the row has none of: {', '.join((*HTML[:3], *PATH[:1], *TEXT[:1], *URL[:1]))}")


def _from_file(file: str, name: str, folder: Path, limits: Limits) -> bytes:
    if "\0" in file:
        raise TargetError(name, "a file name cannot hold a null character")
    root = folder.resolve()
    try:
        path = (root / file).resolve()
    except (OSError, RuntimeError) as error:
        raise TargetError(name, f"{file[:80]!r} is no path ({error})") from error
    if not path.is_relative_to(root):
        raise TargetError(name, f"{file[:80]!r} leads out of the table's folder")
    try:
        return read_file(path, name, limits)
    except OSError as error:
        raise TargetError(name, f"{file[:80]!r} cannot be read ({error.strerror})") from error


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((row[name] for name in names if row.get(name) not in (None, "", b"")), None)


def _status(value: object) -> int | None:
    try:
        status = int(float(str(value)))
    except (ValueError, OverflowError):
        return None
    return status if 100 <= status <= 599 else None


def _headers(value: object) -> Mapping[str, str]:
    if isinstance(value, str):
        try:
            value = read_json(value)
        except ValueError:
            return {}
    if not isinstance(value, Mapping):
        return {}
    return {str(key).lower(): str(item) for key, item in value.items() if item is not None}
