"""A parsed document written out again and cut at its tags: the quickest way from a tree to Python.

Reading a tree node by node makes several Python objects a node, and that is what a page would cost most. The
parser writes its tree out in one go, and what it writes is regular: every element that has an end is closed in
order, attributes stand in double quotes, and ``<`` is escaped everywhere but in comments and raw text. So the
text between two ``<`` is one *piece*: a start tag, an end tag or a comment, and the text after it.
"""

from __future__ import annotations

import re

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
"""Elements that are written without an end tag."""

RAW = frozenset("script style iframe noembed noframes".split())
"""Elements whose content is written as it is; of these the walk skips all."""

_UNESCAPED = re.compile(r"(<(xmp|plaintext)(?: [^>]*)?>)(.*?)(</\2>)", re.S)
_BEFORE_RAW = tuple(tag + end for tag in RAW for end in "> ")


def escaped(html: str) -> str:
    """``html``, as the parser wrote it, with the text of ``xmp`` and ``plaintext`` escaped, too."""
    return _UNESCAPED.sub(_escape, html)


def _escape(match: re.Match[str]) -> str:
    return match[1] + match[3].replace("&", "&amp;").replace("<", "&lt;") + match[4]


def unescape(text: str) -> str:
    """``text`` with the parser's own four escapes undone."""
    return (
        text.replace("&nbsp;", "\u00a0").replace("&lt;", "<").replace("&gt;", ">")
        .replace("&quot;", '"').replace("&amp;", "&")
    )  # fmt: skip


def end_of(pieces: list[str], at: int, tag: str) -> int:
    """Index of the piece with the end tag of the element ``tag`` that begins at piece ``at``."""
    if tag in RAW:
        return _end_of_raw(pieces, at, tag)
    close, same = f"/{tag}>", (tag + ">", tag + " ")
    depth = 1
    last = len(pieces) - 1
    while at < last:
        at += 1
        piece = pieces[at]
        if piece.startswith(close):
            depth -= 1
            if not depth:
                return at
        elif piece.startswith(same):
            depth += 1
        elif piece.startswith(_BEFORE_RAW):
            at = _end_of_raw(pieces, at, re.split(r"[ >]", piece, maxsplit=1)[0])
        elif piece.startswith("!--"):
            at = end_of_comment(pieces, at)
    return last


def _end_of_raw(pieces: list[str], at: int, tag: str) -> int:
    close = f"/{tag}>"
    telling = (close, "!--") if tag == "script" else close
    last = len(pieces) - 1
    while at < last:
        at += 1
        if pieces[at].startswith(telling):
            if pieces[at].startswith(close):
                return at
            at = _end_of_hidden_script(pieces, at)
    return last


def _end_of_hidden_script(pieces: list[str], at: int) -> int:
    """The last piece in a script of what old pages hide behind ``<!--``, where a script may hold another."""
    inner = False
    for i in range(at, len(pieces)):
        piece = pieces[i]
        if "-->" in piece:
            return i
        if piece.startswith(("script>", "script ")):
            inner = True
        elif piece.startswith("/script>"):
            if not inner:
                return i - 1
            inner = False
    return len(pieces) - 1


def end_of_comment(pieces: list[str], at: int) -> int:
    """Index of the piece in which the comment ends that begins at piece ``at``."""
    last = len(pieces) - 1
    while at < last and "-->" not in pieces[at]:
        at += 1
    return at


def text_within(pieces: list[str], at: int, end: int) -> str:
    """All text from piece ``at`` to before piece ``end``, also of elements that show none."""
    parts = []
    while at < end:
        if pieces[at].startswith("!--"):
            at = end_of_comment(pieces, at)
            parts.append(pieces[at].partition("-->")[2])
        else:
            parts.append(pieces[at].partition(">")[2])
        at += 1
    return unescape("".join(parts))
