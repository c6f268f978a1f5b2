"""Styled text in columns: wrapped by the room characters take, coloured when asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

STYLES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}

_IN_ADDRESS = "/:?#[]@!$&'()*+,;=%-._~"
_KEPT = "\xa0"
_PIECES = re.compile(rf"[^\S{_KEPT}]+|(?:\S|{_KEPT})+")


@dataclass(frozen=True, slots=True)
class Span:
    """Some text in one style, ``bold yellow``; an empty style is plain."""

    text: str
    style: str = ""


def paint(text: str, style: str, colour: bool) -> str:
    """The text in a style, or as it is when there is no colour or nothing to paint."""
    if not colour or not style or not text:
        return text
    codes = ";".join(STYLES[word] for word in style.split())
    return f"\x1b[{codes}m{text}\x1b[0m"


def linked(text: str, address: str, links: bool) -> str:
    """The text as a terminal's link (OSC 8); as it is where there are none, or nothing to link to."""
    if not links or not address:
        return text
    return f"\x1b]8;;{quote(address, safe=_IN_ADDRESS)}\x1b\\{text}\x1b]8;;\x1b\\"


def cells(text: str) -> int:
    """Columns the text takes at a terminal: wide letters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_cell(char) for char in text)


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(
    spans: list[Span], width: int, first: str = "", rest: str = "", colour: bool = False
) -> Iterator[str]:
    """Lines of at most ``width`` columns; ``first`` leads the first line, ``rest`` the others.

    No line breaks at a no-break space, which is written as a plain one.
    """
    line: list[Span] = []
    lead, room = first, width - cells(first)
    for span in spans:
        for piece in _PIECES.findall(span.text):
            for part in _fitting(piece, max(8, width - cells(rest))):
                size = cells(part)
                if size > room and line:
                    yield lead + _painted(line, colour)
                    line, lead, room = [], rest, width - cells(rest)
                if line or not part.isspace():
                    line.append(Span(part, span.style))
                    room -= size
    if line:
        yield lead + _painted(line, colour)


def _painted(line: list[Span], colour: bool) -> str:
    """One line, each run of a style painted in one go, nothing after its last letter."""
    while line and line[-1].text.isspace():
        line.pop()
    runs = groupby(line, key=lambda span: span.style)
    return "".join(
        paint("".join(span.text for span in run).replace(_KEPT, " "), style, colour) for style, run in runs
    )


def _fitting(piece: str, width: int) -> Iterator[str]:
    """The piece, cut where it is longer than a line and between wide letters, which need no spaces."""
    if piece.isascii() and len(piece) <= width:
        yield piece
        return
    part, size = "", 0
    for char in piece:
        cell = _cell(char)
        if part and (size + cell > width or (cell == 2 and char not in "、。，！？」』）…")):
            yield part
            part, size = "", 0
        part += char
        size += cell
    if part:
        yield part


def cut(text: str, width: int) -> str:
    """The text in at most ``width`` columns, with an ellipsis where it was cut."""
    if cells(text) <= width:
        return text
    kept, size = "", 1
    for char in text:
        size += _cell(char)
        if size > width:
            break
        kept += char
    return kept.rstrip() + "…"
