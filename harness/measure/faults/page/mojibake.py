"""The text was stored in the wrong encoding: "é" reads "Ã©". Letters are lost, no words.

Only on pages with other than ASCII letters.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape, unescape
from random import Random

from harness.core.model import Note, State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen

LEAST = 12
"""Letters that must be hit, for a reader to be disturbed."""


def garbled(text: str) -> str:
    """UTF-8 read as Windows-1252."""
    return text.encode("utf-8").decode("cp1252", "replace").replace("\u00a0", " ")


def apply(page: Specimen, random: Random) -> Case | None:
    """Garble the article's text."""
    if sum(not c.isascii() and c.isalpha() for c in page.text) < LEAST:
        return None
    html = page.html
    for piece in reversed(page.pieces):
        inner = html[piece.start : piece.end]
        html = (
            html[: piece.start]
            + escape(garbled(unescape(inner)), quote=False).replace("&lt;", "<").replace("&gt;", ">")
            + html[piece.end :]
        )
    truth = page.case.truth.beside(Kind.MOJIBAKE, garbled(page.text), also=(Note.ENCODING_SUSPECT,))
    return replace(page.case, html=html, truth=truth)


FAULT = Fault(apply, State.FULL)
