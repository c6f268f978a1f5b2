"""Addresses: which may be looked at, which one a saved document came from, and how they are shown."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit, urlunsplit

from harness.core.errors import TargetError

NOWHERE = "https://saved-page.invalid/"
"""The address given to a saved page that has none."""

_WAYBACK = re.compile(
    r"https?://web\.archive\.org/web/\d{1,14}(?:[a-z]{2}_)?/(https?:/{1,2}.+)", re.IGNORECASE
)
_HEAD = 256 * 1024
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
# Chrome and Firefox write the first form, SingleFile the second.
_SAVED_FROM = re.compile(rb"<!--\s{0,99}saved from url=\(\d{1,6}\)(\S{1,4096})\s{0,99}-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    rb"<!--\s{0,99}Page saved with SingleFile\s{1,99}url:\s{0,99}(\S{1,4096})", re.IGNORECASE
)
_TAG = re.compile(rb"<(?:link|meta)\b[^<>]{0,2000}>", re.IGNORECASE)
_CANONICAL = re.compile(rb"""\brel\s*=\s*["']?canonical\b""", re.IGNORECASE)
_OG_URL = re.compile(rb"""\bproperty\s*=\s*["']?og:url\b""", re.IGNORECASE)
_VALUE = re.compile(rb"""\b(?:href|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


def is_address(target: str) -> bool:
    """Whether the target is written as an address: ``scheme://…``, or ``scheme:`` that is no drive letter."""
    match = _SCHEME.match(target)
    return match is not None and (len(match[0]) > 2 or "://" in target)


def web_address(text: str) -> bool:
    """Whether the text is a whole http or https address that a browser can open."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def need_web_address(target: str) -> str:
    """The target as an address a browser may open.

    Raises:
        TargetError: another scheme, no host, or not an address at all.
    """
    if any(ord(c) <= 32 for c in target):
        raise TargetError(without_password(target), "an address has no spaces or control characters")
    scheme = target.partition(":")[0].lower()
    if scheme not in ("http", "https"):
        raise TargetError(without_password(target), f"only http and https are looked at, not {scheme}:")
    if not web_address(scheme + target[len(scheme) :]):
        raise TargetError(without_password(target), "it is no valid address: the host or the port is wrong")
    return scheme + target[len(scheme) :]


def without_password(target: str) -> str:
    """The address without ``user:password@``: what reports may show."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return target
    if "@" not in parts.netloc:
        return target
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def original_address(url: str) -> str:
    """The address that a Wayback Machine address is a copy of; any other as it is.

    Source: the Wayback Machine's replay paths, ``/web/<timestamp>[id_|if_|js_|…]/<address>``.
    """
    match = _WAYBACK.fullmatch(url.strip())
    if match is None:
        return url
    return re.sub(r"^(https?):/+", r"\1://", match[1], flags=re.IGNORECASE)


def origin_of(html: bytes) -> str | None:
    """The address a saved document came from, as it says itself, or ``None``.

    In order of trust: the comment of the program that saved it, its canonical link, its ``og:url``.
    """
    head = html[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    saved = _SAVED_FROM.search(head) or _SINGLE_FILE.search(head)
    found = [saved[1]] if saved else []
    tags = _TAG.findall(head)
    for names in (_CANONICAL, _OG_URL):
        for tag in tags:
            if names.search(tag) and (value := _VALUE.search(tag)):
                found.append(value[1] or value[2] or value[3] or b"")
    for raw in found:
        address = original_address(unescape(raw.decode("utf-8", "replace")).strip())
        if web_address(address):
            return address
    return None
