"""MHTML: ``.mhtml`` and ``.mht``, one page with its resources in the form of an e-mail (RFC 2557)."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.message import Message
from pathlib import Path

from harness.core.errors import TargetError
from harness.sources.address import original_address, web_address
from harness.sources.octets import need_text, read_file
from harness.sources.page import Page, Resource
from harness.sources.records import HTML_TYPES
from harness.sources.source import Item, Limits, Source
from harness.sources.targets import written_elsewhere

_MOST_NESTED = 50
_MOST_PARTS = 50_000
_LONGEST_HEADER = 8_192
_NESTED = re.compile(rb"^content-type:\s{0,9}(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_PART_HEADER = re.compile(
    rb"^(?:content-|mime-|snapshot-)[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE
)

_ENDINGS = (".mhtml", ".mht", ".mhtml.gz", ".mht.gz")


def _read(target: str, limits: Limits) -> Iterator[Item]:
    data = read_file(Path(target), target, replace(limits, max_bytes=3 * limits.max_bytes))
    _need_plain(data, target)
    try:
        message = email.message_from_bytes(data)
    except (MessageError, ValueError, RecursionError) as error:
        raise TargetError(target, f"it is no MHTML ({error})") from error
    parts = [part for part in message.walk() if not part.is_multipart()]
    root = _root(message, parts)
    if root is None:
        raise TargetError(target, "it is no MHTML, or it holds no HTML document")
    html = _body(root)
    need_text(html, target)
    url = original_address(
        str(root.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
    )
    yield Page(
        target=target,
        html=html,
        url=url if web_address(url) else None,
        headers={"content-type": _type(root)},
        resources={
            str(location): Resource(_body(part), headers={"content-type": _type(part)})
            for part in parts
            if part is not root and (location := part.get("Content-Location"))
        },
    )


def _need_plain(data: bytes, target: str) -> None:
    """See that the e-mail can be read in the time and memory there is: browsers write one of a few hundred parts.

    Raises:
        TargetError: its parts are too many or nested, or a header of theirs is too long.
    """
    if len(_NESTED.findall(data)) > _MOST_NESTED:
        raise TargetError(target, f"it has more than {_MOST_NESTED} parts that hold parts; pages have one")
    if data.count(b"\n--") > _MOST_PARTS:
        raise TargetError(target, f"it has more than {_MOST_PARTS:,} parts")
    for found in _PART_HEADER.finditer(data):
        if len(found[0]) > _LONGEST_HEADER:
            line = data.count(b"\n", 0, found.start()) + 1
            raise TargetError(f"{target}:{line}", f"the header has more than {_LONGEST_HEADER:,} bytes")


def _root(message: Message, parts: list[Message]) -> Message | None:
    """The page itself: the part that ``start`` names, else the first HTML."""
    start = str(message.get_param("start") or "")
    named = [part for part in parts if start and part.get("Content-ID") == start]
    html = [part for part in [*named, *parts] if part.get_content_type() in HTML_TYPES]
    declared = bool(message.get("MIME-Version") or message.get("Content-Type"))
    return html[0] if html and declared else None


def _body(part: Message) -> bytes:
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def _type(part: Message) -> str:
    charset = part.get_content_charset()
    return f"{part.get_content_type()}; charset={charset}" if charset else part.get_content_type()


SOURCE = Source(
    claims=lambda target: target.lower().endswith(_ENDINGS) and not written_elsewhere(target),
    read=_read,
    example="article.mhtml",
)
