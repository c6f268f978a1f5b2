"""Whether a document breaks off in the middle of its markup: what a cut transfer leaves behind.

That the end tag is missing alone says nothing: half of all hand-written pages do without.
"""

from __future__ import annotations

import re

from harness.observe.head import is_closed

_TAIL = 8_000
_IN_TAG = re.compile(r"<(?:/?[a-zA-Z]|!)[^<>]*$")
_PAIRS = (("<!--", "-->", "a comment"), ("<script", "</script", "a script"), ("<style", "</style", "a style"))


def breaks_off(html: bytes) -> str:
    """What a document's last bytes are in the middle of (``a tag``, ``a script``), or nothing."""
    text = html[-_TAIL:].decode("utf-8", "replace")
    if is_closed(text):
        return ""
    if text.endswith("\ufffd"):
        return "a character"
    low = html.lower()
    for start, end, what in _PAIRS:
        if low.rfind(start.encode()) > low.rfind(end.encode()):
            return what
    return "a tag" if _IN_TAG.search(text) else ""


def ends_well(html: bytes | None) -> bool:
    """Whether a document ends with its end tag, so that nothing of it can be missing."""
    return html is not None and is_closed(html[-_TAIL:].decode("latin-1"))
