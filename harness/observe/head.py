"""What both engines read from a document's head and its end in the same way."""

from __future__ import annotations

import re
from collections.abc import Mapping

_CLOSES = re.compile(r"</(?:html|body)\s*+>", re.I)
_REMARKS = {"<!--": "-->", "<script": "</script>", "<noscript": "</noscript>"}
"""What may stand behind the end of a document, and how it ends."""

_END_TAG = re.compile(r"</[a-zA-Z][^<>]{0,40}>\s*$")
_LANG_KEYS = ("content-language", "og:locale", "language", "dc.language")


def language(declared: str | None, meta: Mapping[str, tuple[str, ...]]) -> str | None:
    """The document's language, ``de`` for ``de-AT``: its root's attribute, else what its meta say."""
    if not declared:
        declared = next((meta[key][0] for key in _LANG_KEYS if meta.get(key)), None)
    if not declared:
        return None
    return re.split(r"[-_,; ]", declared.strip().lower())[0] or None


def headline_of(meta: Mapping[str, tuple[str, ...]], title: str) -> str:
    """The page's headline: its card's for other sites, else its title."""
    for name in ("og:title", "twitter:title"):
        if meta.get(name) and meta[name][0].strip():
            return " ".join(meta[name][0].split())
    return title


def is_closed(text: str) -> bool:
    """Whether a document's text ends with its end tag, scripts and comments after it apart."""
    tail = text[-3_000:].lower()
    return any(_is_remarks(tail, match.end()) for match in _CLOSES.finditer(tail))


def _is_remarks(text: str, at: int) -> bool:
    """Whether nothing but scripts and comments stands in ``text`` from ``at`` on."""
    while True:
        rest = text[at:].lstrip()
        at = len(text) - len(rest)
        end = next((end for begin, end in _REMARKS.items() if rest.startswith(begin)), None)
        if end is None:
            return not rest
        found = text.find(end, at)
        if found < 0:
            return False
        at = found + len(end)


def ends_in_a_tag(text: str) -> bool:
    """Whether a document's text ends with an end tag, its own or an element's: it does not stop in mid-text."""
    return bool(_END_TAG.search(text, max(0, len(text) - 200))) or is_closed(text)
