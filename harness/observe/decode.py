"""Bytes to text as browsers do it: byte order mark, header, meta, then a guess."""

from __future__ import annotations

import re

_LONE = re.compile("[\ud800-\udfff]")
_META = re.compile(rb"<meta[^>]{0,200}charset", re.I)
_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf]|â€[\u0080-\u00bf™œ\u009d\u201d\u201c\u02dc\u2122]|Ð[\u0080-\u00bf]Ñ?"
)
"""UTF-8 read as windows-1252: the letter pairs that give it away."""


def count_replaced(text: str) -> int:
    """Characters of ``text`` that could not be decoded (U+FFFD), and pairs that were decoded wrongly."""
    if text.isascii():
        return 0
    pairs = len(_MOJIBAKE.findall(text)) if any(sign in text for sign in "ÃÂâÐ") else 0
    return text.count("\ufffd") + pairs


def decode(html: bytes | str, content_type: str | None = None) -> str:
    """Text of ``html`` without lone surrogates and null bytes.

    Args:
        html: the document as served, or text already decoded.
        content_type: the response's content-type header, if known.
    """
    if isinstance(html, bytes):
        html = _decode_bytes(html, content_type)
    elif not html.isascii():
        html = _LONE.sub("\ufffd", html)
    return html.replace("\x00", "\ufffd") if "\x00" in html else html


def _decode_bytes(body: bytes, content_type: str | None) -> str:
    declared = content_type and "charset" in content_type.lower()
    if not declared and not _META.search(body, 0, 4096) and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return body.decode("utf-8-sig")
        except UnicodeDecodeError:
            return body.decode(_guess(body), "replace")
    if (not declared or "utf-8" in str(content_type).lower()) and re.search(
        rb"charset\s*=\s*[\"']?\s*utf-8", body[:4096], re.I
    ):
        return body.decode("utf-8-sig", "replace")
    from w3lib.encoding import html_to_unicode

    return html_to_unicode(content_type, body, auto_detect_fun=_guess)[1]


def _guess(body: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(body[:50_000], steps=3, chunk_size=512).best()
    return best.encoding if best else "cp1252"
